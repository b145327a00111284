import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../i18n/index.ts'
import { momentOfDay, readAmount } from './order-draft.ts'

describe('an order that is being noted', () => {
  it.each([
    ['480', 480],
    ['NT$1,280', 1280],
    ['1.280,50', 1280.5],
    ['12.5', 12.5],
    ['１２０', 120],
  ])('costs what was typed: %j', (typed, amount) => {
    expect(readAmount(typed)).toBe(Math.round(amount * 1_000_000))
  })

  it.each(['', 'free', '-3', '1.2.3'])('costs nothing that %j could mean', (typed) => {
    expect(readAmount(typed)).toBeNull()
  })

  it('is of the chosen day in the zone of the shop, wherever that is', () => {
    const today = '2026-11-25'
    for (const timeZone of ['Asia/Taipei', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Sao_Paulo', 'UTC']) {
      expect(dayOf(momentOfDay('2026-03-05', { today, now: 0, timeZone }), timeZone)).toBe('2026-03-05')
    }
    expect(momentOfDay(today, { today, now: 7, timeZone: 'UTC' })).toBe(7)
  })
})
