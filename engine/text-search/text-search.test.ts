import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, matchRanges, textQuery } from './index.ts'

const marked = (text: string, search: string): string =>
  matchRanges(text, search)
    .toReversed()
    .reduce((shown, { start, end }) => `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`, text)

describe('folding for search', () => {
  it('makes one of the writings of Chinese, of widths, cases and accents', () => {
    expect(foldForSearch('臺灣烏龍茶')).toBe(foldForSearch('台湾乌龙茶'))
    expect(foldForSearch('麵包裡')).toBe(foldForSearch('面包里'))
    expect(foldForSearch('裏麪')).toBe(foldForSearch('裡麵'))
    expect(foldForSearch('ＡＢＣ　Café')).toBe('abc cafe')
  })

  it('changes nothing when folded again', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldForSearch(foldForSearch(text)) === foldForSearch(text)))
    const everyHan = Array.from({ length: 0x9fff - 0x4e00 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')
    expect(foldForSearch(foldForSearch(everyHan))).toBe(foldForSearch(everyHan))
  })
})

describe('a query', () => {
  it('takes neighbouring Chinese characters as a phrase and words by their beginning', () => {
    expect(textQuery('烏龍 tea')).toBe('"乌 龙" AND "tea"*')
    expect(textQuery('  ,. ')).toBeNull()
  })

  it('cannot be broken by quotes or operators', () => {
    expect(textQuery('"a" OR b*')).toBe('"a"* AND "or"* AND "b"*')
  })
})

describe('what is marked', () => {
  it('is the text as it is written, in whichever writing it was looked for', () => {
    expect(marked('想買兩罐凍頂烏龍', '乌龙')).toBe('想買兩罐凍頂[烏龍]')
    expect(marked('Café au lait, CAFE', 'cafe')).toBe('[Café] au lait, [CAFE]')
    expect(marked('Teapot and tea', 'tea')).toBe('[Tea]pot and [tea]')
    expect(marked('ＡＢＣ店', 'ab')).toBe('[ＡＢ]Ｃ店')
    expect(marked('茶茶茶', '茶')).toBe('[茶][茶][茶]')
  })

  it('is nothing where nothing is found', () => {
    expect(matchRanges('凍頂', '龍井')).toEqual([])
    expect(matchRanges('凍頂', '')).toEqual([])
  })

  it('stays inside the text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 3 }), (text, search) => {
        let end = 0
        for (const range of matchRanges(text, search)) {
          expect(range.start).toBeGreaterThanOrEqual(end)
          expect(range.end).toBeGreaterThan(range.start)
          end = range.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
