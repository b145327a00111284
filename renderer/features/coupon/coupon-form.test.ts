import { describe, expect, it } from 'vitest'
import { cleanCode, emptyForm, formOf, inputOf, problemsOf } from './coupon-form.ts'
import type { Coupon } from './types.ts'

const place = { currency: 'TWD', timeZone: 'Asia/Taipei', coupon: null }
const filled = { ...emptyForm, name: ' Autumn ', lastDay: '2026-11-30' }

describe('the form of a coupon', () => {
  it('writes what was typed as the till will read it', () => {
    expect(cleanCode('ｔｅａ 15!')).toBe('TEA15')
  })

  it('gives the whole last day in the shop’s time zone', () => {
    const input = inputOf({ ...filled, gives: 'amount', amount: 99.5 }, place)
    expect(input).toMatchObject({
      name: 'Autumn',
      endsAt: Date.UTC(2026, 10, 30, 15, 59, 59),
      value: { kind: 'amount', micros: 99_500_000, currency: 'TWD' },
      usesPerCode: 1,
      leastMicros: null,
    })
  })

  it('comes back as it was saved', () => {
    const coupon = { ...inputOf(filled, place), sharedCode: null, couponId: 'cpn_0123456789' } as unknown as Coupon
    const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
    expect(formOf(coupon, dayOf)).toEqual({ ...filled, name: 'Autumn', count: 0 })
  })

  it('says which fields can not be saved', () => {
    expect([
      ...problemsOf({ ...emptyForm, codes: 'shared', sharedCode: 'AB', gives: 'gift', firstDay: '2026-12-02', lastDay: '2026-12-01' }),
    ]).toEqual(['name', 'sharedCode', 'gift', 'lastDay'])
    expect(problemsOf(filled).size).toBe(0)
  })
})
