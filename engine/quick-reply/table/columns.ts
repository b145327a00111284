import type { Locale } from '#contract/kernel/values.ts'
import { foldHeader } from '../../customer/index.ts'
import { matchColumns } from '../../table-file/index.ts'
import en from './headings/en.json' with { type: 'json' }
import zhCN from './headings/zh-CN.json' with { type: 'json' }
import zhTW from './headings/zh-TW.json' with { type: 'json' }

/** What a row of the table holds, in the order in which it is written. */
export const FIELDS = ['shortcut', 'title', 'language', 'text', 'products'] as const
export type Field = (typeof FIELDS)[number]

/** Headings as the shop reads them. */
export const HEADINGS: Readonly<Record<Locale, Readonly<Record<Field | 'table', string>>>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }

/** What other programs call the same. */
const others: Readonly<Record<Field, string>> = {
  shortcut: 'short code|keyword|command|快捷碼|快捷码|快捷代碼|關鍵字|关键字',
  title: 'title|subject|標題|标题',
  language: 'lang|locale|語系|语系',
  text: 'message|content|body|reply|內容|内容|訊息|消息|回覆內容|回复内容',
  products: 'products|product|skus|sku|商品',
}

const namesOf = (field: Field): string[] =>
  [...Object.values(HEADINGS).map((words) => words[field]), ...others[field].split('|')].map(foldHeader)

/** Where each field stands; shortcut and text must be there. */
export type Places = Partial<Record<Field, number>> & { readonly shortcut: number; readonly text: number }

/** Finds the columns by their headings, or names the one that is missing. */
export function findPlaces(headings: readonly string[]): Places | { readonly missing: 'shortcut' | 'text' } {
  const { shortcut, text, ...rest } = matchColumns<Field>(headings.map(foldHeader), {
    shortcut: namesOf('shortcut'),
    title: namesOf('title'),
    language: namesOf('language'),
    text: namesOf('text'),
    products: namesOf('products'),
  })
  if (shortcut === undefined) return { missing: 'shortcut' }
  return text === undefined ? { missing: 'text' } : { ...rest, shortcut, text }
}
