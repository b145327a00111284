import type { CallOutput } from '#contract/ipc/index.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { PrivacyDeps } from '../deps.ts'
import { rulesAt } from '../retention/ages.ts'
import { contactOf, retentionNow } from '../retention/settings.ts'
import { monthsText } from './records.ts'
import { sayIn } from './words.ts'

/** The word that ends offers in each language; each is among those that the customer room knows. */
const STOP: Readonly<Record<Locale, string>> = { en: 'STOP', 'zh-TW': '取消', 'zh-CN': '退订' }

/** The privacy notice for customers (GDPR Art. 13, 14), filled with what the shop does and how long it keeps what. */
export function noticeOf(deps: PrivacyDeps, locale: Locale): CallOutput<'privacy.notice'> {
  const say = sayIn(locale)
  const { read } = deps.vault.store
  const shop = deps.vault.shop.name
  const keep = rulesAt(retentionNow(read), deps.clock.now())
  const { name, email, address } = contactOf(read)
  const contact = [name, email, address].filter((text) => text !== '').join(', ')
  const retention = say('notice.retention', {
    messages: monthsText(say, keep.messagesMonths),
    files: monthsText(say, keep.filesMonths),
    orders: monthsText(say, keep.orderNamesMonths),
  })
  const who = contact === '' ? say('notice.noContact', { shop }) : say('notice.contact', { contact })
  return { title: say('notice.title', { shop }), text: say('notice.body', { shop, stop: STOP[locale], retention, contact: who }) }
}
