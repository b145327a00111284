/** A way in which syllables are written, by the signs that they begin with in its own order. */
type Script = { readonly signs: readonly string[]; readonly order: Intl.Collator }

/**
 * Each sorting order holds a hidden mark before the syllables of each sign; the last mark that sorts before a character names its
 * first sign. So no table of characters is needed.
 * @source CLDR, index characters of the collations pinyin and zhuyin
 */
const INDEX_MARK = '\uFDD0'

const pinyin: Script = { signs: Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), order: new Intl.Collator('zh-Hans-u-co-pinyin') }
const zhuyin: Script = {
  signs: Array.from('ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦㄧㄨㄩ'),
  order: new Intl.Collator('zh-Hant-u-co-zhuyin'),
}

const isHan = (letter: string): boolean => /\p{Script=Han}/u.test(letter)

function initialOf(letter: string, { signs, order }: Script): string {
  if (!isHan(letter)) return letter.toUpperCase()
  return signs.findLast((sign) => order.compare(INDEX_MARK + sign, letter) <= 0) ?? letter
}

/** The first sign of each syllable of a Chinese text, in capitals; other letters as they are. */
export const initialsOf = (text: string, script: 'pinyin' | 'zhuyin'): string =>
  Array.from(text, (letter) => initialOf(letter, script === 'pinyin' ? pinyin : zhuyin)).join('')

/** One Latin letter would find nearly everything; a sign of Zhuyin says more. */
const LATIN = /^[a-z]{2,}$/iu
const ZHUYIN = /^\p{Script=Bopomofo}+$/u

/** True when what was typed are the initials of a part of a Chinese text: `yysj` or `ㄧㄧㄕㄐ` find 營業時間. */
export function fitsInitials(text: string, typed: string): boolean {
  if (LATIN.test(typed)) return isChinese(text) && initialsOf(text, 'pinyin').includes(typed.toUpperCase())
  return ZHUYIN.test(typed) && isChinese(text) && initialsOf(text, 'zhuyin').includes(typed)
}

const isChinese = (text: string): boolean => Array.from(text).some(isHan)
