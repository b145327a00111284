import type { Locale } from '#contract/kernel/values.ts'
import { sayer } from '../records/say.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

/** Says a sentence of a receipt in one language, its places filled. */
export const sayIn = sayer<keyof typeof en>({ en, 'zh-TW': zhTW, 'zh-CN': zhCN } satisfies Readonly<Record<Locale, typeof en>>)
