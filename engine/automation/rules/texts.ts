import type { SpokenTexts } from '#contract/ipc/automation-parts.ts'
import { languageFor } from '../../broadcast/index.ts'

export { fillText, type Values } from '../../quick-reply/index.ts'

/** Who reads it, and what they just wrote, from which the script is guessed where no language is known. */
export type Reader = { readonly language: string | null; readonly phone: string | null; readonly wrote: string }

const HAN = /\p{Script=Han}/u
const OTHER_CJK = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const LATIN = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}\p{Cf}\n]+$/u

/** What is said to a reader; empty where nothing is. The first text is for whom no other fits. */
export function textFor(texts: SpokenTexts, reader: Reader): string {
  const [first] = texts
  if (first === undefined) return ''
  const languages = texts.map(({ language }) => language)
  const chosen =
    reader.language === null || reader.language === ''
      ? guess(languages, reader.wrote)
      : languageFor({ language: reader.language, phone: reader.phone }, languages, first.language)
  return (texts.find(({ language }) => language === chosen) ?? first).text
}

const begins = (code: string) => (language: string) => language.toLowerCase().startsWith(code)
const isChinese = (text: string): boolean => HAN.test(text) && !OTHER_CJK.test(text)
const isLatin = (text: string): boolean => LATIN.test(text) && /\p{L}{2}/u.test(text)

/** Chinese signs ask for a Chinese text, Latin letters alone for an English one where the first is Chinese. */
function guess(languages: readonly string[], wrote: string): string {
  const [first = ''] = languages
  if (isChinese(wrote)) return begins('zh')(first) ? first : (languages.find(begins('zh')) ?? first)
  return begins('zh')(first) && isLatin(wrote) ? (languages.find(begins('en')) ?? first) : first
}

/** Shortened to what Meta takes, by characters as Meta counts them. */
export const cut = (text: string, most: number): string => {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}
