import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempVault } from '../../test/support/temp-vault.ts'
import { secureRandom } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { drawCodes } from './draw.ts'
import { checkCharacter, codeLength, COUPON_ALPHABET, COUPON_MAX_CHARACTERS, isCouponCode, makeCode, sampleCode } from './rules.ts'

const letter = fc.constantFrom(...COUPON_ALPHABET)
const body = fc.array(letter, { minLength: 5, maxLength: 10 }).map((letters) => letters.join(''))

describe('a coupon code', () => {
  it('has no letters that look alike, and fits the copy button whatever the prefix and number of people', () => {
    expect(new Set(COUPON_ALPHABET).size).toBe(COUPON_ALPHABET.length)
    expect([...'01258BGILOSUZ'].filter((one) => COUPON_ALPHABET.includes(one))).toEqual([])
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9-]{0,8}$/), fc.integer({ min: 1, max: 1_000_000 }), (prefix, count) => {
        expect(codeLength(prefix, count)).toBeLessThanOrEqual(COUPON_MAX_CHARACTERS)
        expect(sampleCode(prefix, count)).toHaveLength(codeLength(prefix, count))
      }),
    )
  })

  it('shows every wrong letter and every two swapped neighbours by its check character', () => {
    fc.assert(
      fc.property(body, fc.nat(), letter, (text, at, other) => {
        const place = at % text.length
        const wrong = text.slice(0, place) + other + text.slice(place + 1)
        expect(checkCharacter(wrong) === checkCharacter(text)).toBe(wrong === text)
        const swapped = text.slice(0, place) + (text[place + 1] ?? '') + (text[place] ?? '') + text.slice(place + 2)
        expect(checkCharacter(swapped) === checkCharacter(text)).toBe(swapped === text)
      }),
    )
  })

  it('is recognised with its prefix, and nothing else is', () => {
    const code = makeCode('TEA-', new Uint8Array([1, 2, 3, 4, 5])) ?? ''
    expect([code, `${code}3`, code.slice(1), 'TEA-', 'TEA-OOOOOO'].map((one) => isCouponCode(one, 'TEA-'))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('is not made from bytes that would favour some letters', () => {
    expect(makeCode('', new Uint8Array([252, 0, 0, 0, 0]))).not.toBeNull()
    expect(makeCode('', new Uint8Array([253, 0, 0, 0, 0]))).toBeNull()
  })
})

describe('drawing codes', () => {
  let vault: ReturnType<typeof tempVault>
  beforeEach(() => {
    vault = tempVault()
    vault.store.write((db) =>
      db.run(sql`insert into coupon (seq, coupon_id, name, codes, origin, created_at) values (1, 'cpn_1', '', 'unique', 'generated', 0)`),
    )
  })
  afterEach(() => vault.remove())

  it('gives each person another one, also over many broadcasts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (count) => {
        const drawn = await drawCodes(vault.store.read, secureRandom, { prefix: 'TEA-', count })
        const codes = drawn.ok ? drawn.value : []
        expect(new Set(codes).size).toBe(count)
        expect(codes.filter((code) => !isCouponCode(code, 'TEA-'))).toEqual([])
        // The table refuses a code that exists, so writing them proves that none did.
        vault.store.write((db) =>
          codes.forEach((code) =>
            db.run(sql`insert into coupon_code (code, coupon_seq, state, created_at) values (${code}, 1, 'reserved', 0)`),
          ),
        )
      }),
      { numRuns: 20 },
    )
  })

  it('goes on after codes that exist, and says so when there are no others', async () => {
    const bytes = (value: number) => ({ bytes: (count: number) => new Uint8Array(count).fill(value) })
    const taken = makeCode('', new Uint8Array(5).fill(7)) ?? ''
    vault.store.write((db) => db.run(sql`insert into coupon_code (code, coupon_seq, state, created_at) values (${taken}, 1, 'free', 0)`))
    let calls = 0
    const luckyAtLast = { bytes: (count: number) => bytes((calls += 1) > 3 ? 9 : 7).bytes(count) }
    expect(await drawCodes(vault.store.read, luckyAtLast, { prefix: '', count: 1 })).toEqual({
      ok: true,
      value: [makeCode('', new Uint8Array(5).fill(9))],
    })
    expect(await drawCodes(vault.store.read, bytes(7), { prefix: '', count: 1 })).toMatchObject({
      ok: false,
      error: { code: 'coupon-code-refused' },
    })
  })
})
