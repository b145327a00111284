import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { messages } from '../messages.ts'
import { pseudoLocaleOf } from './index.ts'
import { pseudoMessage, pseudoMessages } from './pseudo-messages.ts'

const said = (text: string, locale: 'en-XA' | 'ar-XB', values: Record<string, unknown> = {}): string =>
  String(new IntlMessageFormat(pseudoMessage(text, locale), 'en').format(values))
const withoutMarks = (text: string): string => text.replaceAll(/[\u202C\u202E]/gu, '')

describe('the long language', () => {
  it('puts accents on every letter, brackets around the whole, and makes words about 40 % longer', () => {
    const text = said('Send the offer to everybody', 'en-XA')
    expect(text).toMatch(/^⟦.+⟧$/u)
    expect(text).not.toMatch(/[a-z]/iu)
    expect(text.replaceAll(/[⟦⟧ ]/gu, '')).toHaveLength(Math.round(23 * 1.4))
  })

  it('leaves placeholders, plural choices and tags alone', () => {
    const values = { count: 2, name: 'Mei', b: (parts: readonly unknown[]) => `<${parts.join('')}>` }
    expect(said('{count, plural, one {# tin} other {# tins}} for <b>{name}</b>', 'en-XA', values)).toMatch(/^⟦2 ţî+ñš .+ <Mei>⟧$/u)
  })
})

describe('the mirrored language', () => {
  it('turns words round and keeps every digit and placeholder outside of the turned parts', () => {
    const text = said('Within 24 hours, {name}', 'ar-XB', { name: '+886 912' })
    expect(text).toBe('\u202EWithin\u202C 24 \u202Ehours\u202C, +886 912')
  })

  it('says what English says once its marks are taken away', () => {
    const plain = Object.entries(messages.en).filter(([, text]) => !/[{<'#]/u.test(text))
    expect(plain.length).toBeGreaterThan(500)
    for (const [, text] of plain) expect(withoutMarks(said(text, 'ar-XB'))).toBe(text)
  })
})

it('has every text of English, each of which can still be written', () => {
  for (const locale of ['en-XA', 'ar-XB'] as const) {
    const texts = pseudoMessages(messages.en, locale)
    expect(Object.keys(texts)).toEqual(Object.keys(messages.en))
    for (const text of Object.values(texts)) expect(() => new IntlMessageFormat(text, 'en')).not.toThrow()
  }
})

it('is asked for by the window’s address alone', () => {
  expect(pseudoLocaleOf('?words=ar-XB')).toBe('ar-XB')
  expect(pseudoLocaleOf('?words=fr')).toBeNull()
  expect(pseudoLocaleOf('')).toBeNull()
})
