import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOpaqueMaker } from './opaque.ts'
import { addOpaque, countsAgainstRun, failsTooOften, isSealableBody, pairWaitMs } from './rules.ts'

describe('a sealed body', () => {
  it('stays byte for byte, whatever is in it, and stays JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== 'biz_opaque_callback_data'),
          fc.jsonValue(),
        ),
        (value) => {
          const body = JSON.stringify(value)
          expect(isSealableBody(body)).toBe(true)
          const sent = addOpaque(body, 'v1.ab.att_1.00')
          expect(sent.startsWith(body.slice(0, -1))).toBe(true)
          expect(JSON.parse(sent)).toEqual({ ...(JSON.parse(body) as object), biz_opaque_callback_data: 'v1.ab.att_1.00' })
        },
      ),
    )
  })

  it.each(['', '[]', '{"a":1} ', '{"a":', '{"biz_opaque_callback_data":"x"}', 'null'])('can not be %s', (body) => {
    expect(isSealableBody(body)).toBe(false)
  })
})

describe('an attempt id in an event', () => {
  const maker = createOpaqueMaker({ install: '0a1b2c3d', key: '11'.repeat(32) })
  const other = createOpaqueMaker({ install: '0a1b2c3d', key: '22'.repeat(32) })

  it('leads back to its attempt and to no other', () => {
    const opaque = maker.make('att_01')
    expect(maker.read(opaque)).toBe('att_01')
    expect(other.read(opaque)).toBeNull()
    expect(maker.read(opaque.replace('att_01', 'att_02'))).toBeNull()
    expect(opaque.length).toBeLessThan(512)
  })

  it('is refused when anything about it was changed', () => {
    const opaque = maker.make('att_01')
    const changed = [...opaque].flatMap((_, index) =>
      ['x', '.', '0', 'F'].map((sign) => `${opaque.slice(0, index)}${sign}${opaque.slice(index + 1)}`),
    )
    expect(changed.filter((text) => text !== opaque && maker.read(text) !== null)).toEqual([])
  })
})

describe('failing too often', () => {
  it('is more than a tenth refused after fifty, or three tenths unclear after twenty', () => {
    expect(failsTooOften({ tried: 49, failed: 49, unknown: 0 })).toBe(false)
    expect(failsTooOften({ tried: 50, failed: 5, unknown: 0 })).toBe(false)
    expect(failsTooOften({ tried: 50, failed: 6, unknown: 0 })).toBe(true)
    expect(failsTooOften({ tried: 20, failed: 0, unknown: 6 })).toBe(false)
    expect(failsTooOften({ tried: 20, failed: 0, unknown: 7 })).toBe(true)
  })

  it('does not count what Meta or the customer decided for one person only', () => {
    expect([131049, 131050, 131026, 132001, null].map(countsAgainstRun)).toEqual([false, false, true, true, true])
  })
})

it('a person Meta spaces waits six seconds, then four times as long each time', () => {
  expect([1, 2, 3, 4].map(pairWaitMs)).toEqual([6_000, 16_000, 64_000, 256_000])
})
