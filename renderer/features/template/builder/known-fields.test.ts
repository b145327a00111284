import { describe, expect, it } from 'vitest'
import { freeName, insertAt, toggleMark } from './known-fields.ts'

describe('writing into a text', () => {
  it('puts letters where the cursor stands, or in place of what is chosen', () => {
    expect(insertAt('Hi you', { start: 3, end: 6 }, '{{name}}')).toEqual({ words: 'Hi {{name}}', cursor: 11 })
    expect(insertAt('', { start: 0, end: 0 }, '😊')).toEqual({ words: '😊', cursor: 2 })
  })

  it('marks what is chosen without the spaces around it, and takes the mark away again', () => {
    const marked = toggleMark('our new tea', { start: 3, end: 8 }, 'bold')
    expect(marked).toEqual({ words: 'our *new* tea', from: 5, to: 8 })
    expect(toggleMark(marked.words, { start: marked.from, end: marked.to }, 'bold')).toEqual({ words: 'our new tea', from: 4, to: 7 })
    expect(toggleMark('code', { start: 0, end: 4 }, 'code').words).toBe('```code```')
  })

  it('finds a name for a field of one’s own', () => {
    expect(freeName(['field_1', 'discount'])).toBe('field_2')
  })
})
