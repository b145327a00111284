import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { messages } from './messages.ts'
import { fillSimple } from './simple-text.ts'

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')

describe('a text with bare values', () => {
  it('is filled exactly as ICU fills it, in every text of every language that takes a value', () => {
    let filled = 0
    for (const locale of ['en', 'zh-TW', 'zh-CN'] as const)
      for (const text of Object.values<string>(messages[locale])) {
        const values = Object.fromEntries(
          namesIn(text).map((name, place) => [name, place % 2 === 0 ? `<b>{${name}} '${name}'` : place * 1_234.5]),
        )
        const mine = Object.keys(values).length === 0 ? null : fillSimple(text, values)
        if (mine === null) continue
        filled += 1
        expect(mine).toBe(new IntlMessageFormat(text, locale).format(values))
      }
    expect(filled).toBeGreaterThan(1_000)
  })

  it('is left to ICU where it chooses by number, has an element or a quoted sign', () => {
    for (const text of ['{count, plural, one {# chat} other {# chats}}', 'Hello <b>{name}</b>', "'{name}'", '{at, time, short}'])
      expect([text, fillSimple(text, { count: 1, name: 'Mei', at: 0 })]).toEqual([text, null])
  })

  it('is left to ICU where a value is missing or is no word or number, so that the mistake is told', () => {
    expect(fillSimple('Hello {name}', {})).toBeNull()
    expect(fillSimple('Hello {toString}', {})).toBeNull()
    expect(fillSimple('Hello {name}', { name: new Date(0) })).toBeNull()
    expect(fillSimple('Hello {name}', { name: true })).toBeNull()
  })
})
