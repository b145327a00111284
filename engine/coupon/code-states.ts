import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type Sql } from '../store/index.ts'
import { promisedEnd, type CouponRow } from './queries.ts'
import { lastMoment } from './rules.ts'

export type CodeState = CallOutput<'coupon.codes'>['codes'][number]['state']

/** What decides, together with a code's own row, whether it is over. */
export type Ends = {
  readonly isShared: boolean
  /** When the codes end to which nobody was promised anything else. */
  readonly endsAt: number | null
  readonly now: number
}

/** The end of a coupon's codes as the till sees it: a code for all is good until the last end that was promised. */
export const endsOf = (db: ReadHandle, coupon: CouponRow, now: number): Ends => {
  const isShared = coupon.codes === 'shared'
  return { isShared, endsAt: isShared ? lastMoment(coupon.endsAt, promisedEnd(db, coupon.seq)) : coupon.endsAt, now }
}

/** Whether a code `k` (state, uses, expires_at) is in a state: each is in exactly one. Used is used, whatever its end; an own promise outlasts the coupon's end. */
export function stateIs(state: CodeState, { isShared, endsAt, now }: Ends): Sql {
  const hasEnded = endsAt !== null && endsAt <= now
  const isEnded = hasEnded ? (isShared ? sql`1` : sql`((k.state = 'free' or k.expires_at <= ${now}) is true)`) : sql`0`
  if (state === 'used') return sql`k.uses > 0`
  if (state === 'expired') return sql`k.uses = 0 and ${isEnded}`
  return sql`k.uses = 0 and k.state = ${state} and not ${isEnded}`
}

/** Codes of a coupon as sums that are kept with each change: rows `k` with state, uses (1 where there were any), expires_at and `rows`. */
export const keptSums = (couponSeq: number): Sql => sql`
  (select state, used as uses, nullif(expires_at, -1) as expires_at, rows from coupon_code_count where coupon_seq = ${couponSeq}) k`

/** How many codes are in which state; together they are all. `givenOut` is how many ever left, whatever became of them. */
export type Counts = Readonly<Record<CodeState | 'codes' | 'givenOut', number>>

/** Counts the codes of a coupon. */
export function countStates(db: ReadHandle, coupon: CouponRow, now: number): Counts {
  const ends = endsOf(db, coupon, now)
  const sum = (state: CodeState): Sql => sql`coalesce(sum(k.rows) filter (where ${stateIs(state, ends)}), 0)`
  return (
    db.get<Counts>(sql`
      select coalesce(sum(k.rows), 0) as codes, ${sum('free')} as free, ${sum('reserved')} as reserved, ${sum('issued')} as issued,
        ${sum('used')} as used, ${sum('expired')} as expired, coalesce(sum(k.rows) filter (where k.state = 'issued'), 0) as givenOut
      from ${keptSums(coupon.seq)}`) ?? NOTHING
  )
}

const NOTHING: Counts = { codes: 0, free: 0, reserved: 0, issued: 0, used: 0, expired: 0, givenOut: 0 }
