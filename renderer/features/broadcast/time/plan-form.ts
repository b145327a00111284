import { dayOf } from '../../../i18n/index.ts'
import { timeOf } from '../../../template-values/index.ts'
import type { Content } from '../content.ts'
import { addDays, clockMoment, type ClockMoment } from './shop-clock.ts'

export type Time = Content['time']
/** A time that lies ahead. */
export type PlannedTime = Extract<Time, { readonly kind: 'at' }>

/** What a person has typed: days as YYYY-MM-DD and times as HH:MM on the shop's clock. */
export type PlanForm = {
  readonly day: string
  readonly time: string
  readonly hasLatest: boolean
  readonly latestDay: string
  readonly latestTime: string
}

/** What the typed plan means, and what does not fit. */
export type PlanReading = {
  /** Null while a day or time is missing; given also when it does not fit. */
  readonly time: PlannedTime | null
  readonly clock: ClockMoment['clock']
  readonly problem: 'missing' | 'past' | 'latest-missing' | 'latest-early' | null
}

/** A plan is proposed for the next day at ten, when shops are open and people awake. */
const USUAL_TIME = '10:00'
const USUAL_LATEST = '20:00'

/** A plan as a person edits it; proposes one where there is none. */
export function formOfTime(time: Time, { now, timeZone }: { readonly now: number; readonly timeZone: string }): PlanForm {
  if (time.kind === 'now') {
    const day = addDays(dayOf(now, timeZone), 1)
    return { day, time: USUAL_TIME, hasLatest: false, latestDay: day, latestTime: USUAL_LATEST }
  }
  const day = dayOf(time.at, timeZone)
  return {
    day,
    time: timeOf(time.at, timeZone),
    hasLatest: time.latestAt !== null,
    latestDay: time.latestAt === null ? day : dayOf(time.latestAt, timeZone),
    latestTime: time.latestAt === null ? USUAL_LATEST : timeOf(time.latestAt, timeZone),
  }
}

/** Moves the day of a plan; the latest time moves along. */
export function withDay(form: PlanForm, day: string): PlanForm {
  const shift = Math.round((Date.parse(day) - Date.parse(form.day)) / 86_400_000)
  const canShift = Number.isFinite(shift) && form.latestDay !== ''
  return { ...form, day, latestDay: canShift ? addDays(form.latestDay, shift) : day }
}

/** What stands in the way of a time: it passed, or its latest time is not after it. */
export function timeProblem(time: Time, now: number): 'past' | 'latest-early' | null {
  if (time.kind === 'now') return null
  if (time.at <= now) return 'past'
  return time.latestAt !== null && time.latestAt <= time.at ? 'latest-early' : null
}

/** Reads what was typed. */
export function readPlan(form: PlanForm, { now, timeZone }: { readonly now: number; readonly timeZone: string }): PlanReading {
  const begins = clockMoment(form.day, form.time, timeZone)
  if (begins === null) return { time: null, clock: 'once', problem: 'missing' }
  const latest = form.hasLatest ? clockMoment(form.latestDay, form.latestTime, timeZone) : null
  if (form.hasLatest && latest === null) return { time: null, clock: begins.clock, problem: 'latest-missing' }
  const time = { kind: 'at', at: begins.at, latestAt: latest?.at ?? null } as PlannedTime
  return { time, clock: begins.clock, problem: timeProblem(time, now) }
}
