import { describe, expect, it } from 'vitest'
import { chatGap, chatInput, draftOf, type ChatFacts } from './chat-draft.ts'

const facts: ChatFacts = {
  people: [
    { name: '+886 912 345 678', messages: 3 },
    { name: '小山茶行', messages: 1 },
  ],
  messages: 4,
  files: 0,
  firstAt: null,
  lastAt: null,
  dayFirst: null,
  unreadable: 0,
}

describe('an exported chat', () => {
  it('tells by itself who is the shop and which number the customer has, where names say so', () => {
    expect(draftOf(facts, '小山茶行')).toEqual({ shopName: '小山茶行', phone: '+886 912 345 678', days: null })
    expect(draftOf({ ...facts, people: [{ name: 'Mei', messages: 1 }] }, undefined)).toEqual({ shopName: null, phone: '', days: null })
  })

  it('asks for what nobody can tell', () => {
    const draft = draftOf(facts, '小山茶行')
    expect(chatGap({ ...draft, shopName: null }, facts)).toBe('shop')
    expect(chatGap({ ...draft, phone: ' ' }, facts)).toBe('phone')
    expect(chatGap(draft, facts)).toBe('days')
    expect(chatGap(draft, { ...facts, dayFirst: true })).toBeNull()
    expect(chatInput('file', { ...draft, days: 'month-first' })).toEqual({
      file: 'file',
      shopName: '小山茶行',
      phone: '+886 912 345 678',
      dayFirst: false,
    })
  })
})
