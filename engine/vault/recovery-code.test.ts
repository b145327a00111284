import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'

const codeOf = (bytes: Uint8Array) => newRecoveryCode({ bytes: () => bytes })
const anyCode = fc.uint8Array({ minLength: 23, maxLength: 23 }).map(codeOf)
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('a recovery code', () => {
  it('is read back however a person writes it down', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(readRecoveryCode(code)).toBe(code)
        const careless = code.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(readRecoveryCode(` ${careless}\n`)).toBe(code)
      }),
    )
  })

  it('is not taken with one wrong sign', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(22), fc.integer({ min: 1, max: 30 }), (code, place, shift) => {
        const signs = [...code.replaceAll('-', '')]
        const before = SIGNS.indexOf(signs[place]!)
        const after = (before + shift) % 32
        // Signs 0 and Z weigh the same in a sum of 31; every other slip is seen.
        fc.pre(after % 31 !== before % 31)
        signs[place] = SIGNS[after]!
        expect(readRecoveryCode(signs.join(''))).toBeNull()
      }),
    )
  })

  it.each(['', '7K2M', 'not a code at all', 'UUUU-UUUU-UUUU-UUUU-UUUU-UUUU'])('is not %j', (text) => {
    expect(readRecoveryCode(text)).toBeNull()
  })
})
