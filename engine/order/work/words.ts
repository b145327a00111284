import type { OrderWords } from '#contract/ipc/order.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import en from '../notice-words/en.json' with { type: 'json' }
import zhCN from '../notice-words/zh-CN.json' with { type: 'json' }
import zhTW from '../notice-words/zh-TW.json' with { type: 'json' }
import type { Notice } from './states.ts'

export type Words = z.infer<typeof OrderWords>

const ours = { en, 'zh-TW': zhTW, 'zh-CN': zhCN } as const satisfies Record<Locale, Readonly<Record<Notice, string>>>

const SETTING = 'order.words'

/** Shopbell's own words; the shop's language is for whom no other fits. */
export function defaultWords(locale: Locale): Words {
  const languages = [locale, ...(Object.keys(ours) as Locale[]).filter((other) => other !== locale)]
  const inAll = (notice: Notice) => languages.map((language) => ({ language, text: ours[language][notice] }))
  return {
    received: inAll('received'),
    changed: inAll('changed'),
    declined: inAll('declined'),
    ready: inAll('ready'),
    shipped: inAll('shipped'),
    due: inAll('due'),
    cancelled: inAll('cancelled'),
  }
}

/** The words in use, and whether the shop chose them. */
export function readWords(db: ReadHandle, locale: Locale): { words: Words; areOwn: boolean } {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${SETTING}`)
  return row === undefined ? { words: defaultWords(locale), areOwn: false } : { words: JSON.parse(row.value) as Words, areOwn: true }
}

/** Null goes back to Shopbell's own. */
export function saveWords(db: WriteHandle, words: Words | null, now: number): void {
  if (words === null) db.run(sql`delete from setting where name = ${SETTING}`)
  else
    db.run(sql`
      insert into setting (name, value, changed_at) values (${SETTING}, ${JSON.stringify(words)}, ${now})
      on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
}
