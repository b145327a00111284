import { describe, expect, it } from 'vitest'
import { matchShortcuts } from './shortcuts.ts'

const replies = [
  { shortcut: 'pay', title: '付款方式', text: '可刷卡' },
  { shortcut: 'hours', title: '營業時間', text: '每天 10:00，可刷卡' },
  { shortcut: 'ship', title: 'Shipping', text: 'free over NT$1,000' },
]
const found = (query: string): readonly string[] => matchShortcuts(replies, query).map((reply) => reply.shortcut)

describe('what is found by a shortcut', () => {
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
