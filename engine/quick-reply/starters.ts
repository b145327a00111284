import type { Locale, QuickReplyId } from '#contract/kernel/values.ts'
import { newId, type Random } from '../kernel/index.ts'
import type { Store } from '../store/index.ts'
import { allReplies, hasStarted, noteStarted, saveReply } from './queries.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

const starters = { en, 'zh-TW': zhTW, 'zh-CN': zhCN } as const satisfies Record<
  Locale,
  readonly { shortcut: string; title: string; text: string }[]
>

/** Lays out a few quick replies in the shop's language, once per vault. */
export function layOutStarters(deps: { readonly store: Store; readonly random: Random }, locale: Locale, now: number): void {
  if (hasStarted(deps.store.read)) return
  deps.store.write((db) => {
    noteStarted(db, now)
    if (allReplies(db, locale).length > 0) return
    for (const starter of starters[locale]) {
      const quickReplyId = newId('qrp', deps.random, now) as QuickReplyId
      saveReply(db, { quickReplyId, ...starter, language: locale, translations: [], retailerIds: [], mediaFileIds: [] }, now)
    }
  })
}
