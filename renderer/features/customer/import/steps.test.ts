import { describe, expect, it } from 'vitest'
import { choiceOf, columnsOf, consentGap, consentOf, emptyConsent } from './steps.ts'

describe('importing people', () => {
  it('needs the column with the number and leaves out columns that nobody chose', () => {
    expect(columnsOf(choiceOf({ name: '姓名' }))).toBeNull()
    expect(columnsOf(choiceOf({ phone: '手機', name: '姓名' }))).toEqual({ phone: '手機', name: '姓名' })
    expect(columnsOf(choiceOf({ phone: '手機', agreed: '同意' }))).toEqual({ phone: '手機', agreed: '同意' })
  })

  it('asks where and when people agreed, and takes no day in the future', () => {
    expect(consentGap(emptyConsent, '2026-11-22')).toBe('choice')
    expect(consentGap({ ...emptyConsent, isKnown: true }, '2026-11-22')).toBe('source')
    expect(consentGap({ ...emptyConsent, isKnown: true, source: 'till-qr' }, '2026-11-22')).toBe('day')
    expect(consentGap({ ...emptyConsent, isKnown: true, source: 'till-qr', day: '2026-11-23' }, '2026-11-22')).toBe('future')
    expect(consentGap({ ...emptyConsent, isKnown: true, source: 'till-qr', day: '2026-03-03' }, '2026-11-22')).toBeNull()
    expect(consentGap({ ...emptyConsent, isKnown: false }, '2026-11-22')).toBeNull()
  })

  it('never claims consent that nobody gave', () => {
    expect(consentOf({ ...emptyConsent, isKnown: false })).toEqual({ state: 'unknown' })
    expect(consentOf({ ...emptyConsent, isKnown: true, source: 'till-qr', day: '2026-03-03', detail: '#2' })).toEqual({
      state: 'agreed',
      source: 'till-qr',
      detail: '#2',
      wording: '',
      at: Date.UTC(2026, 2, 3, 12),
    })
  })
})
