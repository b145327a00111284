import { describe, expect, it } from 'vitest'
import { closingStamps, isWindowOpen, opensWindow, previewOf, replyWindow, stateOf, windowClosesAt, wordsOf } from './rules.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const wrote = 1_795_000_000_000
const closes = wrote + 24 * HOUR

describe('the reply window', () => {
  it('M-10: lets free text go until ten minutes before Meta closes it, to the second', () => {
    const last = closes - 10 * MINUTE
    expect([last - SECOND, last, last + SECOND].map((now) => isWindowOpen(wrote, now))).toEqual([true, false, false])
    expect(isWindowOpen(null, wrote)).toBe(false)
    expect(windowClosesAt(wrote)).toBe(closes)
  })

  it('M-10: is never taken for open at Meta when it is closed there, though our clock is off by five minutes', () => {
    for (let skew = -5 * MINUTE; skew <= 5 * MINUTE; skew += 30 * SECOND) {
      const lefts = Array.from({ length: 21 * 60 + 1 }, (_, index) => -MINUTE + index * SECOND)
      expect(lefts.filter((left) => left <= 0 && isWindowOpen(wrote, closes - left + skew))).toEqual([])
      expect(isWindowOpen(wrote, closes - 15 * MINUTE - SECOND + skew)).toBe(true)
    }
  })

  it.each([
    [4 * HOUR + SECOND, 'open'],
    [4 * HOUR, 'closing'],
    [HOUR + SECOND, 'closing'],
    [HOUR, 'last-hour'],
    [10 * MINUTE + SECOND, 'last-hour'],
    [10 * MINUTE, 'closed'],
    [-3 * HOUR, 'closed'],
  ])('with %s ms left is shown as %s', (left, state) => {
    expect(replyWindow(wrote, closes - left)).toEqual({ state, closesAt: closes })
  })

  it('was never open for who never wrote', () => {
    expect(replyWindow(null, wrote)).toEqual({ state: 'never', closesAt: null })
  })

  it('counts as closing exactly where the chip turns amber', () => {
    for (const left of [4 * HOUR + SECOND, 4 * HOUR, HOUR, 10 * MINUTE + SECOND, 10 * MINUTE, 0]) {
      const now = closes - left
      const { after, upTo } = closingStamps(now)
      expect(wrote > after && wrote <= upTo).toBe(['closing', 'last-hour'].includes(replyWindow(wrote, now).state))
    }
  })

  it('is not opened by a bare reaction or by a notice of Meta', () => {
    expect(opensWindow({ kind: 'reaction', emoji: '👍', toMessage: '' })).toBe(false)
    expect(opensWindow({ kind: 'system', text: 'changed number' })).toBe(false)
    expect(opensWindow({ kind: 'button', text: 'Yes', payload: 'b1' })).toBe(true)
    expect(opensWindow({ kind: 'unsupported', type: 'poll' })).toBe(true)
  })
})

describe('one line for lists', () => {
  it('joins lines and needs no language for what has no words', () => {
    expect(previewOf({ kind: 'text', text: '您好\n  在嗎' })).toBe('您好 在嗎')
    expect(previewOf({ kind: 'media', media: 'image', caption: '', fileName: null })).toBe('📷')
    expect(previewOf({ kind: 'media', media: 'document', caption: '', fileName: 'a.pdf' })).toBe('📄 a.pdf')
    expect(previewOf({ kind: 'order', text: 'no nuts', totalText: 'NT$960', items: [] })).toBe('🛒 NT$960 no nuts')
  })

  it('never gives more than 200 characters', () => {
    expect(previewOf({ kind: 'text', text: '長'.repeat(5000) })).toHaveLength(200)
  })
})

describe('words for the search', () => {
  it('hold names and codes of products, captions and coupon codes', () => {
    expect(wordsOf({ kind: 'products', header: 'Shop', text: 'look', items: [{ retailerId: 'SKU-1', name: 'Oolong', price: '1' }] })).toBe(
      'look Oolong SKU-1',
    )
    expect(
      wordsOf({
        kind: 'template',
        name: 't',
        language: 'en',
        header: null,
        body: 'Hi',
        footer: 'Reply STOP',
        buttons: ['See'],
        couponCode: 'TEA-1',
      }),
    ).toBe('Hi TEA-1')
  })
})

describe('the state of a bubble', () => {
  it.each([
    [{ direction: 'in', localState: null, sendState: null }, 'received'],
    [{ direction: 'out', localState: 'held', sendState: null }, 'held'],
    [{ direction: 'out', localState: 'refused', sendState: null }, 'skipped'],
    [{ direction: 'out', localState: 'taken-back', sendState: 'skipped' }, 'taken-back'],
    [{ direction: 'out', localState: null, sendState: 'planned' }, 'waiting'],
    [{ direction: 'out', localState: null, sendState: 'delivered' }, 'delivered'],
    [{ direction: 'out', localState: null, sendState: 'unconfirmed' }, 'unconfirmed'],
  ] as const)('%j is %s', (message, state) => {
    expect(stateOf(message)).toBe(state)
  })
})
