import { describe, expect, it } from 'vitest'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { messages } from '../../../i18n/messages.ts'
import type { Words } from '../../../i18n/index.ts'
import type { Check } from '../types.ts'
import { checkDetail } from './detail.ts'

/** English texts with their gaps filled in, as plain as the details need them. */
const words: Words = {
  locale: 'en',
  timeZone: 'UTC',
  t: (id, values) =>
    Object.entries(values ?? {}).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), messages.en[id]),
  rich: () => null,
  number: (value) => new Intl.NumberFormat('en').format(value),
  percent: String,
  list: (items) => items.join(' and '),
}
const check = (part: Partial<Check>): Check => ({ name: 'key', state: 'ok', code: null, params: {}, checkedAt: 1 as TimestampMs, ...part })

describe('checkDetail', () => {
  it('says of a key that works until when it does', () => {
    expect(checkDetail(check({ params: { neverEnds: true } }), words)).toBe('It never ends.')
    expect(checkDetail(check({ params: { endsAt: Date.UTC(2027, 0, 5) } }), words)).toBe('It ends on Jan 5, 2027.')
  })

  it('names what is missing in plain words, with Meta’s name beside it', () => {
    const missing = check({ state: 'failed', code: 'key-scope-missing', params: { scope: 'whatsapp_business_messaging' } })
    expect(checkDetail(missing, words)).toBe('Missing: send and receive messages (whatsapp_business_messaging).')
    const dark = check({ name: 'receiving', state: 'warning', code: 'receiver-fields-missing', params: { fields: 'security, odd_field' } })
    expect(checkDetail(dark, words)).toBe('Missing: PIN of the number and odd_field.')
  })

  it('says several facts one after the other', () => {
    const blocked = check({
      name: 'limit',
      state: 'failed',
      code: 'account-blocked',
      params: { type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until: Date.UTC(2026, 10, 24, 8) },
    })
    expect(checkDetail(blocked, words)).toBe('You can not write first; replies go on. Until Nov 24, 2026, 8:00 AM')
  })

  it('adds nothing where nothing more is known', () => {
    expect(checkDetail(check({ name: 'payment' }), words)).toBeNull()
    expect(checkDetail(check({ state: 'failed', code: 'payment-missing' }), words)).toBeNull()
  })
})
