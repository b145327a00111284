import { fillGaps } from '#contract/kernel/mixed-scripts.ts'
import type { Locale } from '#contract/kernel/values.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

type Words = typeof en
const WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }

/** What a shop says when it asks, in one language. */
export const wordsOf = (language: Locale): Words => WORDS[language]

/** Ready sentences of a place. */
export function starterOf(language: Locale, shop: string): { text: string; wording: string; thanks: string } {
  const { text, wording, thanks } = WORDS[language].place
  const fill = (sentence: string): string => fillGaps(sentence, { shop })
  return { text: fill(text), wording: fill(wording), thanks: fill(thanks) }
}

/** The language of somebody, as near as there are words; the shop's own where nothing is known. */
export function localeOf(language: string | null, shop: Locale): Locale {
  if (language === null) return shop
  const tag = language.replaceAll('_', '-').toLowerCase()
  if (!tag.startsWith('zh')) return 'en'
  return /hans|-cn|-sg|-my/.test(tag) ? 'zh-CN' : 'zh-TW'
}
