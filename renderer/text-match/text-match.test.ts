import { describe, expect, it } from 'vitest'
import { fitsInitials, fuzzyRanks, initialsOf, markedPieces, matchPieces } from './index.ts'

describe('initials', () => {
  it('are told in Pinyin and in Zhuyin, for both writings', () => {
    expect(initialsOf('營業時間', 'pinyin')).toBe('YYSJ')
    expect(initialsOf('营业时间', 'zhuyin')).toBe('ㄧㄧㄕㄐ')
    expect(initialsOf('凍頂烏龍茶', 'zhuyin')).toBe('ㄉㄉㄨㄌㄔ')
    expect(initialsOf('發票 2 張', 'pinyin')).toBe('FP 2 Z')
  })

  it('find a part of a Chinese text', () => {
    expect(fitsInitials('付款方式', 'kf')).toBe(true)
    expect(fitsInitials('付款方式', 'ㄈㄕ')).toBe(true)
    expect(fitsInitials('付款方式', 'ㄕㄈ')).toBe(false)
  })

  it('need two Latin letters at least, and never fit a text without Chinese', () => {
    expect(fitsInitials('營業時間', 'y')).toBe(false)
    expect(fitsInitials('Shipping', 'sh')).toBe(false)
  })
})

describe('pieces', () => {
  it('are cut where letters match, whatever case and width', () => {
    expect(matchPieces('營業時間 ＡＢＣ', 'abc')).toEqual([
      { text: '營業時間 ', isMatch: false },
      { text: 'ＡＢＣ', isMatch: true },
    ])
    expect(matchPieces('Olá, tudo bem?', 'ola')).toEqual([
      { text: 'Olá', isMatch: true },
      { text: ', tudo bem?', isMatch: false },
    ])
  })

  it('leave a text whole when nothing is searched for or found', () => {
    expect(matchPieces('運費', '')).toEqual([{ text: '運費', isMatch: false }])
    expect(matchPieces('運費', 'x')).toEqual([{ text: '運費', isMatch: false }])
  })

  it('are cut where the engine says', () => {
    const marks = [
      { start: 0, end: 1 },
      { start: 2, end: 3 },
    ]
    expect(markedPieces({ text: '茶與茶', marks }).map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))).toEqual([
      '[茶]',
      '與',
      '[茶]',
    ])
    expect(markedPieces({ text: '', marks: [] })).toEqual([])
  })
})

describe('fuzzy search', () => {
  const texts = ['New broadcast', 'Go to Broadcasts', 'Import customers', '新增群發']
  const found = (typed: string) => fuzzyRanks(texts, typed).map((place) => texts[place])

  it('finds words in any order, with a letter wrong', () => {
    expect(found('broadcast new')).toEqual(['New broadcast'])
    expect(found('custmers')).toEqual(['Import customers'])
    expect(found('zzz')).toEqual([])
  })

  it('finds Chinese words', () => {
    expect(found('群發')).toEqual(['新增群發'])
  })
})
