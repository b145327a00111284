import type { CallInput, CallOutput } from '../../../bridge/index.ts'
import { dayOf } from '../../../i18n/index.ts'
import { momentOf } from '../../../template-values/index.ts'
import { addDays } from '../time/shop-clock.ts'

export type Series = CallOutput<'series.get'>
export type Rule = Series['rule']
export type SeriesInput = CallInput<'series.save'>

/** What a person has typed of when a series comes round; parts of other kinds are kept while one is chosen. */
export type RuleForm = {
  readonly kind: Rule['kind']
  readonly everyDays: number
  readonly everyWeeks: number
  readonly everyMonths: number
  /** 1 is Monday. */
  readonly weekdays: readonly number[]
  readonly monthDay: number
  readonly date: string
  readonly days: number
  readonly side: 'before' | 'after'
  /** HH:MM on the shop's clock. */
  readonly time: string
}

/** What a person has typed of how far a series goes. */
export type LimitForm = {
  /** YYYY-MM-DD on the shop's clock; the first day that counts. */
  readonly startDay: string
  readonly end: 'never' | 'day' | 'times'
  readonly endDay: string
  readonly mostTimes: number
  readonly skipOrdered: boolean
  readonly skipReplied: boolean
  /** In the shop's own unit of money, not in millionths. */
  readonly budgetEach: number
  readonly ifMissed: 'ask' | 'skip'
}

export type SeriesForm = { readonly rule: RuleForm; readonly limits: LimitForm }
type Clock = { readonly now: number; readonly timeZone: string }

const MICROS = 1_000_000
const usualRule: RuleForm = {
  kind: 'weekly',
  everyDays: 1,
  everyWeeks: 1,
  everyMonths: 1,
  weekdays: [5],
  monthDay: 1,
  date: '',
  days: 7,
  side: 'before',
  time: '10:00',
}

/** A series that is begun: each Friday at ten, without end. */
export function newForm({ now, timeZone }: Clock): SeriesForm {
  const today = dayOf(now, timeZone)
  const limits: LimitForm = {
    startDay: today,
    end: 'never',
    endDay: addDays(today, 90),
    mostTimes: 10,
    skipOrdered: false,
    skipReplied: false,
    budgetEach: 0,
    ifMissed: 'ask',
  }
  return { rule: usualRule, limits }
}

const clockTime = ({ hour, minute }: Rule['time']): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** The part of a rule's form that a kept rule decides. */
function ruleFormOf(rule: Rule): Partial<RuleForm> {
  switch (rule.kind) {
    case 'daily':
      return { everyDays: rule.every }
    case 'weekly':
      return { everyWeeks: rule.every, weekdays: rule.weekdays }
    case 'monthly':
      return { everyMonths: rule.every, monthDay: rule.day }
    case 'customer-date':
      return { date: rule.date, days: Math.abs(rule.daysBefore), side: rule.daysBefore < 0 ? 'after' : 'before' }
  }
}

/** A kept series as a person edits it. */
export function formOf(series: Series, clock: Clock): SeriesForm {
  const { rule, startsAt, endsAt, mostTimes, skipIf, budgetEachMicros, ifMissed } = series
  const begun = newForm(clock)
  return {
    rule: { ...begun.rule, ...ruleFormOf(rule), kind: rule.kind, time: clockTime(rule.time) },
    limits: {
      ...begun.limits,
      startDay: dayOf(startsAt, clock.timeZone),
      end: endsAt !== null ? 'day' : mostTimes !== null ? 'times' : 'never',
      ...(endsAt === null ? {} : { endDay: dayOf(endsAt, clock.timeZone) }),
      ...(mostTimes === null ? {} : { mostTimes }),
      skipOrdered: skipIf.ordered,
      skipReplied: skipIf.replied,
      budgetEach: budgetEachMicros / MICROS,
      ifMissed,
    },
  }
}

/** The rule that was typed; null while a part is missing. */
export function ruleOf(form: RuleForm): Rule | null {
  const time = readTime(form.time)
  if (time === null) return null
  switch (form.kind) {
    case 'daily':
      return { kind: 'daily', every: form.everyDays, time }
    case 'weekly':
      return form.weekdays.length === 0 ? null : { kind: 'weekly', every: form.everyWeeks, weekdays: sorted(form.weekdays), time }
    case 'monthly':
      return { kind: 'monthly', every: form.everyMonths, day: form.monthDay, time }
    case 'customer-date':
      return form.date === '' ? null : { kind: 'customer-date', date: form.date, daysBefore: daysBefore(form), time }
  }
}

function readTime(text: string): Rule['time'] | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? []
  return hours === undefined || minutes === undefined ? null : { hour: Number(hours), minute: Number(minutes) }
}

const daysBefore = ({ side, days }: RuleForm): number => (side === 'before' ? days : 0 - days)
const sorted = (weekdays: readonly number[]): number[] => weekdays.toSorted((one, other) => one - other)

type Bounds = Pick<Series, 'startsAt' | 'endsAt' | 'mostTimes'>

/** From when to when it counts; null while a day is missing or the end is before the beginning. */
export function boundsOf({ startDay, end, endDay, mostTimes }: LimitForm, timeZone: string): Bounds | null {
  const startsAt = momentOf(startDay, '00:00', timeZone)
  const endsAt = end === 'day' ? momentOf(endDay, '23:59:59', timeZone) : null
  if (startsAt === null || (end === 'day' && (endsAt === null || endsAt < startsAt))) return null
  return { startsAt, endsAt, mostTimes: end === 'times' ? mostTimes : null } as Bounds
}

/** What is saved; null while something is missing. */
export function inputOf({ rule, limits }: SeriesForm, content: Series['content'], timeZone: string): SeriesInput | null {
  const whole = ruleOf(rule)
  const bounds = boundsOf(limits, timeZone)
  if (whole === null || bounds === null || limits.budgetEach <= 0) return null
  return {
    content,
    rule: whole,
    ...bounds,
    skipIf: { ordered: limits.skipOrdered, replied: limits.skipReplied },
    budgetEachMicros: Math.round(limits.budgetEach * MICROS),
    ifMissed: limits.ifMissed,
  }
}
