import { describe, expect, it } from 'vitest'
import { fillGaps, spaceBetween } from './mixed-scripts.ts'

describe('writings that meet', () => {
  it('have a space between Chinese and Latin letters or digits, and nothing beside punctuation', () => {
    expect(spaceBetween('Spring Tea', '可以')).toBe(' ')
    expect(spaceBetween('傳給', 'Ana')).toBe(' ')
    expect(spaceBetween('第', '3')).toBe(' ')
    for (const [left, right] of [
      ['春日茶行', '可以'],
      ['「', 'Ana'],
      ['Ana', '，'],
      ['Ana ', '可以'],
      ['to ', 'Ana'],
      ['給', '😀'],
      ['', 'Ana'],
    ] as const)
      expect(spaceBetween(left, right)).toBe('')
  })

  it('are told apart at the edges of a name alone: the name itself stays as it is', () => {
    expect(fillGaps('{shop}可以用 WhatsApp 傳送消息給您。', { shop: 'Spring Tea' })).toBe('Spring Tea 可以用 WhatsApp 傳送消息給您。')
    expect(fillGaps('{shop}可以', { shop: '春日A茶行' })).toBe('春日A茶行可以')
    expect(fillGaps('傳{keyword}到「{number}」', { keyword: 'TEA', number: '+886 2' })).toBe('傳 TEA 到「+886 2」')
    expect(fillGaps('{shop} may', { shop: '$& Tea' })).toBe('$& Tea may')
  })
})
