import type { CallOutput } from '#contract/ipc/index.ts'
import type { Locale } from '#contract/kernel/values.ts'
import { sql, type Sql } from '../../store/index.ts'
import type { Practice, PrivacyDeps } from '../deps.ts'
import { rulesAt, type Retention } from '../retention/ages.ts'
import { retentionNow } from '../retention/settings.ts'
import { sayIn, type Say } from './words.ts'

export type Records = CallOutput<'privacy.records'>
type Activity = Records['activities'][number]

const PRACTICE: Practice = { receivesMessages: true, automations: 0, tools: 0, backups: null }

/** The record of processing (GDPR Art. 30) and the processors (Art. 28), from what is switched on and what is there. */
export function recordsOf(deps: PrivacyDeps, locale: Locale): Records {
  const say = sayIn(locale)
  const practice = deps.practice?.() ?? PRACTICE
  const facts: Facts = {
    say,
    keep: rulesAt(retentionNow(deps.vault.store.read), deps.clock.now()),
    count: (people) => deps.vault.store.read.get<{ count: number }>(sql`select count(*) as count from (${people})`)?.count ?? 0,
  }
  return {
    activities: [...always(facts), ...whereUsed(facts, practice)],
    processors: [
      {
        name: 'Meta Platforms',
        purpose: say('processor.meta.purpose'),
        where: say('processor.meta.where'),
        terms: say('processor.meta.terms'),
      },
    ],
  }
}

type Facts = { readonly say: Say; readonly keep: Retention; readonly count: (people: Sql) => number }

export const monthsText = (say: Say, months: number | null): string =>
  months === null ? say('kept.forever') : say('kept.months', { count: months })

function always({ say, keep, count }: Facts): Activity[] {
  const meta = [say('recipient.meta')]
  const orders = keep.orderNamesMonths === null ? say('kept.ordersForever') : say('kept.orders', { count: keep.orderNamesMonths })
  return [
    {
      activity: 'chats',
      people: count(sql`select customer_seq from conversation`),
      data: [say('data.profile'), say('data.messages')],
      retention: monthsText(say, keep.messagesMonths),
      recipients: meta,
    },
    {
      activity: 'promotions',
      people: count(sql`select seq from customer where offers = 'yes'`),
      data: [say('data.consent'), say('data.sends')],
      retention: say('kept.consent'),
      recipients: meta,
    },
    {
      activity: 'orders',
      people: count(sql`select distinct customer_seq from customer_order where customer_seq is not null`),
      data: [say('data.orders')],
      retention: orders,
      recipients: meta,
    },
  ]
}

/** Activities that a shop may not have. */
function whereUsed({ say, keep, count }: Facts, practice: Practice): Activity[] {
  const codes = count(sql`select distinct customer_seq from coupon_code where customer_seq is not null`)
  const imported = count(sql`select seq from customer where import_id is not null`)
  const everybody = count(sql`select seq from customer`)
  const meta = [say('recipient.meta')]
  const all: readonly (Activity & { readonly isUsed: boolean })[] = [
    {
      isUsed: codes > 0,
      activity: 'coupons',
      people: codes,
      data: [say('data.codes')],
      retention: say('kept.consent'),
      recipients: meta,
    },
    {
      isUsed: practice.automations > 0,
      activity: 'automations',
      people: count(sql`select distinct customer_seq from automation_use`),
      data: [say('data.answers')],
      retention: monthsText(say, keep.messagesMonths),
      recipients: meta,
    },
    {
      isUsed: imported > 0,
      activity: 'imports',
      people: imported,
      data: [say('data.profile'), say('data.rows')],
      retention: say('kept.hours', { count: keep.refusedRowsHours }),
      recipients: [say('recipient.nobody')],
    },
    {
      isUsed: practice.tools > 0,
      activity: 'tools',
      people: count(sql`select distinct customer_seq from tool_notice where customer_seq is not null`),
      data: [say('data.notices')],
      retention: say('kept.consent'),
      recipients: [say('recipient.tools')],
    },
    {
      isUsed: practice.backups?.isOn === true,
      activity: 'backups',
      people: everybody,
      data: [say('data.copy')],
      retention: say('kept.backups'),
      recipients: [say(practice.backups?.elsewhere === true ? 'recipient.disk' : 'recipient.nobody')],
    },
  ]
  return all.filter(({ isUsed }) => isUsed).map(({ isUsed: _isUsed, ...activity }) => activity)
}
