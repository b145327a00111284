/** A way in which syllables are written, by the signs that they begin with in its own order. */
type Script = { readonly signs: readonly string[]; readonly order: Intl.Collator }

/**
 * Sorting orders hold a hidden mark before the syllables of each sign, so that no table of characters is needed.
 * @source CLDR, index characters of the collations pinyin and zhuyin
 */
const INDEX_MARK = '\uFDD0'

const pinyin: Script = { signs: Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), order: new Intl.Collator('zh-Hans-u-co-pinyin') }
const zhuyin: Script = {
  signs: Array.from('ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦㄧㄨㄩ'),
  order: new Intl.Collator('zh-Hant-u-co-zhuyin'),
}

const HAN = /\p{Script=Han}/u
/** One Latin letter would find nearly everything; a sign of Zhuyin says more. */
const LATIN = /^[a-z]{2,}$/iu
const ZHUYIN = /^\p{Script=Bopomofo}+$/u

const initialsOf = (text: string, { signs, order }: Script): string =>
  Array.from(text, (letter) =>
    HAN.test(letter) ? (signs.findLast((sign) => order.compare(INDEX_MARK + sign, letter) <= 0) ?? letter) : letter.toUpperCase(),
  ).join('')

/** Whether what was typed are the initials, in Pinyin or Zhuyin, of a part of a Chinese text: `yysj` and `ㄧㄧㄕㄐ` find 營業時間. */
export function hasInitials(text: string, typed: string): boolean {
  if (!HAN.test(text)) return false
  if (LATIN.test(typed)) return initialsOf(text, pinyin).includes(typed.toUpperCase())
  return ZHUYIN.test(typed) && initialsOf(text, zhuyin).includes(typed)
}
