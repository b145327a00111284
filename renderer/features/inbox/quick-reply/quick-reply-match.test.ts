import { describe, expect, it } from 'vitest'
import { findTrigger, openField } from './quick-reply-match.ts'

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

describe('openField', () => {
  it('finds the first field that is still open', () => {
    expect(openField('{{addressAs}}您好，{{ product }}')).toEqual({ name: 'addressAs', start: 0, end: 13 })
    expect(openField('您好')).toBeNull()
  })
})
