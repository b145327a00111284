import { describe, expect, it } from 'vitest'
import { plainPieces, withoutControls } from './control-marks.ts'

describe('I-10: a text of a customer', () => {
  it('shows a letter that turns the writing direction for what it is, so that an ending cannot be disguised', () => {
    expect(plainPieces('photo\u202Egpj.exe')).toEqual([{ text: 'photo' }, { text: '\u202E', code: 'U+202E' }, { text: 'gpj.exe' }])
    expect(withoutControls('photo\u202Egpj.exe')).toBe('photogpj.exe')
  })

  it.each([
    '\u202A',
    '\u202B',
    '\u202D',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200B',
    '\u2060',
    '\uFEFF',
    '\u0000',
    '\u001B',
    '\u0085',
  ])('marks %j', (letter) => {
    expect(plainPieces(`a${letter}b`)).toHaveLength(3)
    expect(withoutControls(`a${letter}b`)).toBe('ab')
  })

  it.each(['陳美玲', 'العربية', 'क्‍ष', '👩‍👩‍👧', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'two\nlines\tand a tab', ''])('leaves %j as it is', (text) => {
    expect(plainPieces(text)).toEqual([{ text }])
    expect(withoutControls(text)).toBe(text)
  })
})
