import { describe, expect, it } from 'vitest'
import { cleanCode, couponTrouble, endOfDay, formOf, isCodeShort, planOf } from './coupon-form.ts'

const form = { kind: 'one-each', code: '', prefix: 'TEA-', lastDay: '2026-11-30', couponId: null } as const

describe('a coupon as a person fills it in', () => {
  it("ends with the last second of the day on the shop's clock", () => {
    expect(new Date(endOfDay('2026-11-30', 'Asia/Taipei') ?? 0).toISOString()).toBe('2026-11-30T15:59:59.000Z')
    expect(new Date(endOfDay('2026-11-30', 'America/Sao_Paulo') ?? 0).toISOString()).toBe('2026-12-01T02:59:59.000Z')
  })

  it('ends right on the day on which the clocks change', () => {
    expect(new Date(endOfDay('2026-03-29', 'Europe/Berlin') ?? 0).toISOString()).toBe('2026-03-29T21:59:59.000Z')
    expect(new Date(endOfDay('2026-10-25', 'Europe/Berlin') ?? 0).toISOString()).toBe('2026-10-25T22:59:59.000Z')
  })

  it('keeps only what a code can have', () => {
    expect(cleanCode('tea 15%！-off')).toBe('TEA15-OFF')
    expect(cleanCode('ABCDEFGHIJKLMNOPQR')).toHaveLength(15)
  })

  it('is no coupon while the one code for all is too short', () => {
    const short = { ...form, kind: 'one-for-all', code: 'AB' } as const
    expect(isCodeShort(short)).toBe(true)
    expect(planOf(short, 'UTC')).toBeNull()
    expect(planOf({ ...short, code: 'ABC', lastDay: '' }, 'UTC')).toEqual({ kind: 'one-for-all', code: 'ABC', endsAt: null })
  })

  it('comes back as it was typed', () => {
    const plan = planOf(form, 'Asia/Taipei')
    expect(formOf(plan, (at) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei' }).format(at))).toEqual(form)
  })

  it('keeps a coupon that is there already, and is none until one is chosen', () => {
    const kept = { ...form, kind: 'coupon', prefix: '', lastDay: '', couponId: 'cou_1' } as const
    expect(formOf(planOf(kept, 'UTC'), String)).toEqual(kept)
    expect(planOf({ ...kept, couponId: null }, 'UTC')).toBeNull()
  })

  it('says why no code of a coupon can go: stopped, over, or given out to the last', () => {
    const counts = { codes: 5, free: 0, reserved: 0, issued: 5, used: 0, expired: 0, givenOut: 5, redemptions: 0 }
    const coupon = { isStopped: false, endsAt: 1_000 as never, codes: 'unique', origin: 'generated', counts } as const
    expect(couponTrouble(coupon, 999)).toBeNull()
    expect(couponTrouble(coupon, 1_000)).toBe('over')
    expect(couponTrouble({ ...coupon, isStopped: true }, 999)).toBe('stopped')
    expect(couponTrouble({ ...coupon, origin: 'imported' }, 999)).toBe('empty')
    expect(couponTrouble({ ...coupon, origin: 'imported', codes: 'shared' }, 999)).toBeNull()
  })
})
