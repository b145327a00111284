import type { CallOutput } from '../../../bridge/index.ts'
import { formatMoney, isMessageId, languageName, type Words } from '../../../i18n/index.ts'

export type TimelineEntry = CallOutput<'customer.timeline'>['entries'][number]
type Facts = TimelineEntry['facts']
type Writer = (facts: Facts, words: Words) => string

const text = (facts: Facts, name: string): string => String(facts[name] ?? '')
const number = (facts: Facts, name: string): number => Number(facts[name] ?? 0)
const withWhy = (said: string, facts: Facts): string => (text(facts, 'why') === '' ? said : `${said} · ${text(facts, 'why')}`)
const plain =
  (kind: 'added' | 'changed' | 'merged' | 'parted' | 'exported'): Writer =>
  (_, { t }) =>
    t(`record.timeline.${kind}`)

const consent: Writer = (facts, { t }) => {
  const source = `ui.source.${text(facts, 'source')}`
  const said = isMessageId(source) ? t(source) : text(facts, 'source')
  const where = text(facts, 'detail') === '' ? said : `${said} · ${text(facts, 'detail')}`
  return t(facts['decision'] === 'yes' ? 'record.timeline.consent.yes' : 'record.timeline.consent.no', { source: where })
}

const order: Writer = (facts, words) => {
  const named = words.t('record.timeline.order', { number: text(facts, 'number') }).trim()
  return `${named} · ${formatMoney(number(facts, 'totalMicros'), text(facts, 'currency'), words)}`
}

const writers: Readonly<Record<TimelineEntry['kind'], Writer>> = {
  added: plain('added'),
  changed: plain('changed'),
  merged: plain('merged'),
  parted: plain('parted'),
  exported: plain('exported'),
  request: (facts, { t }) => {
    const asked = `privacy.request.kind.${text(facts, 'asked')}`
    return isMessageId(asked) ? `${t('record.timeline.request')} · ${t(asked)}` : t('record.timeline.request')
  },
  imported: (facts, { t }) => t('record.timeline.imported', { file: text(facts, 'fileName') }),
  consent,
  order,
  messages: (facts, { t }) => t('record.timeline.messages', { received: number(facts, 'received'), sent: number(facts, 'sent') }),
  broadcast: (facts, { t }) => t('record.timeline.broadcast', { name: text(facts, 'name') }),
  coupon: (facts, { t }) =>
    t(facts['what'] === 'used' ? 'record.timeline.coupon.used' : 'record.timeline.coupon.given', { code: text(facts, 'code') }),
  note: (facts, { t }) => t('record.timeline.note', { text: text(facts, 'text') }),
  restricted: (facts, { t }) =>
    withWhy(t(facts['isRestricted'] === 1 ? 'record.timeline.restricted' : 'record.timeline.restrictedEnd'), facts),
  held: (facts, { t }) => withWhy(t(facts['isHeld'] === 1 ? 'record.timeline.held' : 'record.timeline.heldEnd'), facts),
}

/** What a line of the timeline says. */
export const entryWords = ({ kind, facts }: TimelineEntry, words: Words): string => writers[kind](facts, words)

/** What a fact was before and is now. */
export function changeWords({ fact, before, after }: TimelineEntry['changes'][number], { t, locale }: Words): string {
  const own = fact.startsWith('field:') ? fact.slice('field:'.length) : null
  const id = `record.merge.fact.${fact}`
  const name = own ?? (isMessageId(id) ? t(id) : fact)
  const value = (written: string): string =>
    written === '' ? t('record.merge.empty') : fact === 'language' ? languageName(written, locale) : written
  return t('record.timeline.change', { fact: name, before: value(before), after: value(after) })
}
