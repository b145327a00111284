import { describe, expect, it } from 'vitest'
import { findTrigger, matchQuickReplies, openField } from './quick-reply-match.ts'

describe('findTrigger', () => {
  it.each([
    ['/', { query: '', start: 0 }],
    ['／營業', { query: '營業', start: 0 }],
    ['、', { query: '', start: 0 }],
    ['Hello /ho', { query: 'ho', start: 6 }],
    ['line\n/x', { query: 'x', start: 5 }],
  ])('opens at %j', (text, expected) => {
    expect(findTrigger(text, text.length)).toEqual(expected)
  })

  it.each(['11/30', 'a/b', 'https://shop.example', '/two words', '蘋果、香蕉'])('stays shut in %j', (text) => {
    expect(findTrigger(text, text.length)).toBeNull()
  })

  it('looks only at what stands before the caret', () => {
    expect(findTrigger('/ho later', 3)).toEqual({ query: 'ho', start: 0 })
  })
})

const replies = [
  { shortcut: 'pay', title: '付款方式', text: '可刷卡' },
  { shortcut: 'hours', title: '營業時間', text: '每天 10:00，可刷卡' },
  { shortcut: 'ship', title: 'Shipping', text: 'free over NT$1,000' },
]
const found = (query: string): readonly string[] => matchQuickReplies(replies, query).map((reply) => reply.shortcut)

describe('matchQuickReplies', () => {
  it('keeps the order given when nothing is typed', () => {
    expect(found('')).toEqual(['pay', 'hours', 'ship'])
  })

  it('finds by shortcut, title and text, the nearest first', () => {
    expect(found('ho')).toEqual(['hours'])
    expect(found('營業')).toEqual(['hours'])
    expect(found('可刷卡')).toEqual(['pay', 'hours'])
    expect(found('ip')).toEqual(['ship'])
    expect(found('zzz')).toEqual([])
  })

  it('finds Chinese titles by the initials of Pinyin and Zhuyin', () => {
    expect(found('yysj')).toEqual(['hours'])
    expect(found('ㄧㄧㄕ')).toEqual(['hours'])
    expect(found('fkfs')).toEqual(['pay'])
  })
})

describe('openField', () => {
  it('finds the first field that is still open', () => {
    expect(openField('{{addressAs}}您好，{{ product }}')).toEqual({ name: 'addressAs', start: 0, end: 13 })
    expect(openField('您好')).toBeNull()
  })
})
