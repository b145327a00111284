import { Temporal } from 'temporal-polyfill'
import type { ParsedInput } from '#contract/ipc/index.ts'

export type Rule = ParsedInput<'series.save'>['rule']

/** From when to when a rule counts, both included, and the zone in which its days and hours are meant. */
export type RuleSpan = { readonly startsAt: number; readonly endsAt: number | null; readonly timeZone: string }

/** Some days of a rule that belong together (a day, a week, a month), counted from the one in which the rule starts. */
type Periods = { readonly near: (day: Temporal.PlainDate) => number; readonly days: (index: number) => readonly Temporal.PlainDate[] }

/** The last day that calendars here can count; nothing comes after it. */
const LAST_INSTANT = Date.UTC(2200, 0, 1)

/**
 * The instants at which a rule comes round after a time (ms), in order and each once. A time of day that clocks leap over
 * comes as much later as they leap; one that comes twice counts the first time only.
 */
export function* instantsAfter(rule: Rule, span: RuleSpan, after: number): Generator<number> {
  const periods = periodsOf(rule, dayOf(span.startsAt, span.timeZone))
  const end = Math.min(span.endsAt ?? LAST_INSTANT, LAST_INSTANT)
  let last = Math.max(after, span.startsAt - 1)
  if (last >= end) return
  for (let index = Math.max(0, periods.near(dayOf(last, span.timeZone)) - 1); ; index += 1) {
    for (const day of periods.days(index)) {
      const at = instantOf(day, rule.time, span.timeZone)
      if (at > end) return
      if (at <= last) continue
      last = at
      yield at
    }
  }
}

/** The first of them; null where none comes. */
export function nextInstant(rule: Rule, span: RuleSpan, after: number): number | null {
  for (const at of instantsAfter(rule, span, after)) return at
  return null
}

/** The day that customers' own days are held against: reminders that come days before a day ask those whose day is then. */
export function askedDay(rule: Extract<Rule, { kind: 'customer-date' }>, at: number, timeZone: string): string {
  return dayOf(at, timeZone).add({ days: rule.daysBefore }).toString()
}

const dayOf = (at: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()

const instantOf = (day: Temporal.PlainDate, time: Rule['time'], timeZone: string): number =>
  day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds

function periodsOf(rule: Rule, first: Temporal.PlainDate): Periods {
  switch (rule.kind) {
    case 'daily':
      return dailyPeriods(first, rule.every)
    case 'customer-date':
      return dailyPeriods(first, 1)
    case 'weekly':
      return weeklyPeriods(first, rule)
    case 'monthly':
      return monthlyPeriods(first, rule)
  }
}

const daysBetween = (one: Temporal.PlainDate, other: Temporal.PlainDate): number => one.until(other, { largestUnit: 'days' }).days

const dailyPeriods = (first: Temporal.PlainDate, every: number): Periods => ({
  near: (day) => Math.floor(daysBetween(first, day) / every),
  days: (index) => [first.add({ days: index * every })],
})

function weeklyPeriods(first: Temporal.PlainDate, { every, weekdays }: Extract<Rule, { kind: 'weekly' }>): Periods {
  const monday = first.subtract({ days: first.dayOfWeek - 1 })
  const sorted = [...new Set(weekdays)].toSorted((one, other) => one - other)
  return {
    near: (day) => Math.floor(daysBetween(monday, day) / (7 * every)),
    days: (index) => sorted.map((weekday) => monday.add({ days: index * 7 * every + weekday - 1 })),
  }
}

function monthlyPeriods(first: Temporal.PlainDate, { every, day }: Extract<Rule, { kind: 'monthly' }>): Periods {
  const month = first.toPlainYearMonth()
  return {
    near: (near) => Math.floor(((near.year - month.year) * 12 + near.month - month.month) / every),
    days(index) {
      const here = month.add({ months: index * every })
      return [here.toPlainDate({ day: Math.min(day, here.daysInMonth) })]
    },
  }
}
