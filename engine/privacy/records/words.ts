import type { Locale } from '#contract/kernel/values.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }
import { sayer } from './say.ts'

/** Says a sentence of the sheets in one language, its places filled. */
export type Say = ReturnType<typeof sayIn>

export const sayIn = sayer<keyof typeof en>({ en, 'zh-TW': zhTW, 'zh-CN': zhCN } satisfies Readonly<Record<Locale, typeof en>>)
