import { IntlMessageFormat } from 'intl-messageformat'
import type { Locale } from '#contract/kernel/values.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

/** Keys of the shell's own texts: menus, tray and dialogs. */
export type WordKey = keyof typeof en

/** Gives a text in the language of the moment. */
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

const words: Readonly<Record<Locale, Readonly<Record<WordKey, string>>>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }

/** Makes the function that gives texts; the language is asked for at each text, so a change shows at once. */
export const createTranslate =
  (locale: () => Locale): Translate =>
  (key, values = {}) =>
    String(new IntlMessageFormat(words[locale()][key], locale()).format(values))
