import type { z } from 'zod'
import type { Retention as Shape } from '#contract/ipc/privacy.ts'
import { monthsLater } from '../request/rules.ts'

export type Retention = z.infer<typeof Shape>
export type Pending = { readonly retention: Retention; readonly from: number }
/** The rules of now, and stricter ones that begin later. */
export type Rules = { readonly retention: Retention; readonly pending: Pending | null }

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** So long a stricter rule waits, so that a slip costs nothing. */
export const GRACE_MS = 7 * DAY_MS
/** A step of the computer's date beyond this is asked about: nobody loses data to a wrong clock (fault 24). */
export const JUMP_MS = 45 * DAY_MS

/** Before anybody chose: nothing goes but what helps nobody. */
export const KEPT_AT_FIRST: Retention = {
  messagesMonths: null,
  filesMonths: null,
  quietCustomersMonths: null,
  orderNamesMonths: null,
  refusedRowsHours: 24,
  logsDays: 30,
}

/** What a new shop gets, a week after it began: messages two years, files half a year, names on orders the seven of tax law. */
export const PROPOSED: Retention = { ...KEPT_AT_FIRST, messagesMonths: 24, filesMonths: 6, orderNamesMonths: 84 }

const FIELDS = Object.keys(KEPT_AT_FIRST) as (keyof Retention)[]
const length = (value: number | null): number => value ?? Infinity
const isSame = (one: Retention, other: Retention): boolean => FIELDS.every((field) => one[field] === other[field])

/** Fields that were said; the others stay as they are. */
export const givenOf = (wished: { readonly [K in keyof Retention]?: Retention[K] | undefined }): Partial<Retention> =>
  Object.fromEntries(Object.entries(wished).filter(([, value]) => value !== undefined))

/** Whether any rule keeps something for less long than before. */
export const isStricter = (than: Retention, retention: Retention): boolean =>
  FIELDS.some((field) => length(retention[field]) < length(than[field]))

/** The rules after a change: what keeps longer counts at once, what keeps shorter after the grace. */
export function changeRules(rules: Rules, wished: Partial<Retention>, now: number): Rules {
  const target = { ...(rules.pending?.retention ?? rules.retention), ...wished }
  const retention = Object.fromEntries(
    FIELDS.map((field) => [field, length(target[field]) > length(rules.retention[field]) ? target[field] : rules.retention[field]]),
  ) as Retention
  if (isSame(target, retention)) return { retention, pending: null }
  const isWaiting = rules.pending !== null && !isStricter(rules.pending.retention, target)
  return { retention, pending: { retention: target, from: isWaiting && rules.pending !== null ? rules.pending.from : now + GRACE_MS } }
}

/** The rules at a time to come. */
export const rulesAt = ({ retention, pending }: Rules, at: number): Retention =>
  pending !== null && pending.from <= at ? pending.retention : retention

/** What is older than this goes; null where a class is kept. */
export const cutsAt = (retention: Retention, at: number) => ({
  messages: olderThan(retention.messagesMonths, at),
  files: olderThan(retention.filesMonths, at),
  customers: olderThan(retention.quietCustomersMonths, at),
  'order-names': olderThan(retention.orderNamesMonths, at),
  'refused-rows': at - retention.refusedRowsHours * HOUR_MS,
  logs: at - retention.logsDays * DAY_MS,
})

const olderThan = (months: number | null, at: number): number | null => (months === null ? null : monthsLater(at, -months))

const NIGHT_HOUR = 3

/** The first three o'clock in the shop's night after a time; where the clocks skip it, the hour after. */
export function nightAfter(at: number, timeZone: string): number {
  const hourOf = new Intl.DateTimeFormat('en-US', { hour: 'numeric', hourCycle: 'h23', timeZone })
  let night = Math.floor(at / HOUR_MS) * HOUR_MS + HOUR_MS
  for (let step = 0; step < 50; step += 1, night += HOUR_MS / 2) {
    const hour = Number(hourOf.format(night))
    if (night > at && hour === NIGHT_HOUR) return night
  }
  return at + DAY_MS
}
