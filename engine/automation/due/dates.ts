import { newId } from '../../kernel/index.ts'
import { sql, type WriteHandle } from '../../store/index.ts'
import type { Context } from '../context.ts'
import type { AutomationRow } from '../kept/book.ts'
import { addPlan } from '../kept/plans.ts'
import { dayAfter, daysKeptOn, instantOf } from '../rules/days.ts'
import { momentIn } from '../rules/hours.ts'

const HOUR_MS = 3_600_000
type Reminder = Extract<AutomationRow['work'], { readonly kind: 'reminder' }>

/** Plans today's reminders of customers' own days, and yesterday's that may still be said; each once a year. */
export function planDays(context: Context): void {
  const { deps } = context
  const wanted = context
    .book()
    .automations.filter(({ isOn, work }) => isOn && work.kind === 'reminder' && work.about.kind === 'customer-date')
  if (wanted.length === 0 || context.book().paused !== null) return
  const today = momentIn(deps.clock.now(), deps.vault.shop.timeZone).date
  deps.vault.store.write((db) => {
    for (const one of wanted)
      for (const day of [dayAfter(today, -1), today]) if (one.work.kind === 'reminder') planDay(context, db, { one, work: one.work, day })
  })
}

type Planning = { readonly one: AutomationRow; readonly work: Reminder; readonly day: string }

function planDay({ deps }: Context, db: WriteHandle, { one, work, day }: Planning): void {
  const { about } = work
  if (about.kind !== 'customer-date') return
  const now = deps.clock.now()
  const dueAt = instantOf(day, about.hour, deps.vault.shop.timeZone)
  if (dueAt <= now - work.graceHours * HOUR_MS) return
  const kept = dayAfter(day, about.daysBefore)
  for (const { month, day: dayOfMonth } of daysKeptOn(kept)) {
    const people = db.all<{ customerSeq: number }>(sql`
      select customer_seq as customerSeq from customer_date where date = ${about.date} and month = ${month} and day = ${dayOfMonth}`)
    for (const { customerSeq } of people)
      addPlan(db, {
        plannedId: newId('pln', deps.random, now),
        automationId: one.automationId,
        partId: '',
        customerSeq,
        about: `${about.date} ${kept.slice(0, 4)}`,
        orderId: null,
        dueAt,
        madeAt: now,
        facts: {},
      })
  }
}
