import type { CodeCheck } from '#contract/ipc/coupon.ts'
import type { z } from 'zod'
import type { CodeRow } from './code-queries.ts'
import type { CouponRow } from './queries.ts'
import { lastMoment } from './rules.ts'
import type { Value } from './view.ts'

export type Verdict = z.infer<typeof CodeCheck>['verdict']

/** Everything that decides whether a code is good now. */
export type TillFacts = {
  readonly coupon: CouponRow
  readonly value: Value | null
  readonly code: CodeRow
  /** The end that was promised; undefined where nobody was promised anything. */
  readonly promisedEnd: number | null | undefined
  /** The code waits in a message that has not left: nobody can have it. */
  readonly isOnlyPlanned: boolean
  readonly now: number
}

/** What is left of a balance; null for other values. Never below zero. */
export const leftOf = ({ value, code }: Pick<TillFacts, 'value' | 'code'>): number | null =>
  value?.kind === 'balance' ? Math.max(0, value.micros - code.usedMicros) : null

/** How often a code can still be used; null is without limit. */
export const usesLeftOf = ({ coupon, code, value }: Pick<TillFacts, 'coupon' | 'code' | 'value'>): number | null =>
  coupon.usesPerCode === null || value?.kind === 'balance' ? null : Math.max(0, coupon.usesPerCode - code.uses)

/** Whether a code can be redeemed now, and if not, the first reason. */
export function verdictOf(facts: TillFacts): Exclude<Verdict, 'unknown' | 'misread'> {
  const { coupon, code, promisedEnd, isOnlyPlanned, now } = facts
  if (coupon.stopped !== 0) return 'stopped'
  if (leftOf(facts) === 0 || usesLeftOf(facts) === 0) return 'used-up'
  // Whoever shows a code that is kept for somebody must have got it, although Meta's word of it was lost.
  if (code.state === 'free' || (code.state === 'reserved' && isOnlyPlanned)) return 'not-given-out'
  return timeVerdict(lastMoment(coupon.endsAt, promisedEnd), { startsAt: coupon.startsAt, now })
}

function timeVerdict(end: number | null, { startsAt, now }: { readonly startsAt: number | null; readonly now: number }) {
  if (startsAt !== null && now < startsAt) return 'not-started'
  return end !== null && end <= now ? 'expired' : 'good'
}

/** Amounts of a purchase at the till, in millionths. */
export type Purchase = { readonly salesMicros: number | null; readonly discountMicros: number | null }

/** Why a purchase does not fit a code that is good. */
export type Misfit = 'least-amount' | 'amount-needed' | 'balance-too-small'

type Discount = number | null | { readonly misfit: Misfit }

/** The discount of one use: what the value says, or what the till computed; null where nobody can tell. */
export function discountOf(facts: TillFacts, purchase: Purchase): Discount {
  const { coupon, value } = facts
  const { salesMicros, discountMicros } = purchase
  if (coupon.leastMicros !== null && (salesMicros === null || salesMicros < coupon.leastMicros)) return { misfit: 'least-amount' }
  if (value?.kind === 'balance') return partOf(leftOf(facts) ?? 0, purchase)
  const discount = discountMicros ?? computed(value, salesMicros)
  return discount === null || salesMicros === null ? discount : Math.min(discount, salesMicros)
}

function partOf(left: number, { salesMicros, discountMicros }: Purchase): Discount {
  const part = discountMicros ?? (salesMicros === null ? 0 : Math.min(left, salesMicros))
  if (part === 0) return { misfit: 'amount-needed' }
  return part > left ? { misfit: 'balance-too-small' } : part
}

function computed(value: Value | null, salesMicros: number | null): number | null {
  if (value?.kind === 'amount') return value.micros
  // Rounded down to the smallest part: the till gives away no more than was promised.
  return value?.kind === 'percent' && salesMicros !== null ? Math.floor((salesMicros * Math.round(value.percent * 1_000)) / 100_000) : null
}
