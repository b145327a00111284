import type { CallOutput } from '../../bridge/index.ts'
import { momentOf } from '../../template-values/index.ts'
import { couponEnd, type Content } from './content.ts'

export type CouponPlan = NonNullable<Content['coupon']>

/** Most characters of a code: older phones cut there. @source UX fact F6 */
export const LONGEST_CODE = 15
const SHORTEST_CODE = 3
const LONGEST_PREFIX = 8
const DAY_MS = 86_400_000

/** What a person has typed so far; may be no coupon yet. */
export type CouponForm = {
  readonly kind: CouponPlan['kind'] | 'none'
  readonly code: string
  readonly prefix: string
  /** Last day as YYYY-MM-DD in the shop's time zone; empty for no end. */
  readonly lastDay: string
  /** The coupon that is there already, for the kind of that name. */
  readonly couponId: string | null
}

type MadeCoupon = Exclude<CouponPlan, { readonly kind: 'coupon' }>
type KeptCoupon = Extract<CouponPlan, { readonly kind: 'coupon' }>

const writtenAs = (text: string, longest: number): string =>
  text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9-]/g, '')
    .slice(0, longest)

/** Typed letters as a code can have them: capital letters, digits and hyphens. */
export const cleanCode = (text: string): string => writtenAs(text, LONGEST_CODE)
/** The same for what stands before the drawn characters. */
export const cleanPrefix = (text: string): string => writtenAs(text, LONGEST_PREFIX)

/** True when the one code for all can not be used yet. */
export const isCodeShort = (form: CouponForm): boolean => form.kind === 'one-for-all' && form.code.length < SHORTEST_CODE

/** The form as a plan; null while there is none, or none that can be used. */
export function planOf(form: CouponForm, timeZone: string): CouponPlan | null {
  if (form.kind === 'coupon') return form.couponId === null ? null : { kind: 'coupon', couponId: form.couponId as KeptCoupon['couponId'] }
  const endsAt = (form.lastDay === '' ? null : endOfDay(form.lastDay, timeZone)) as MadeCoupon['endsAt']
  if (form.kind === 'one-each') return { kind: 'one-each', prefix: form.prefix, endsAt }
  return form.kind === 'none' || isCodeShort(form) ? null : { kind: 'one-for-all', code: form.code, endsAt }
}

/** A plan as a person edits it. */
export function formOf(plan: CouponPlan | null, dayOf: (at: number) => string): CouponForm {
  const endsAt = couponEnd(plan)
  const empty = { code: '', prefix: '', lastDay: endsAt === null ? '' : dayOf(endsAt), couponId: null }
  switch (plan?.kind) {
    case undefined:
      return { ...empty, kind: 'none' }
    case 'one-each':
      return { ...empty, kind: 'one-each', prefix: plan.prefix }
    case 'one-for-all':
      return { ...empty, kind: 'one-for-all', code: plan.code }
    case 'coupon':
      return { ...empty, kind: 'coupon', couponId: plan.couponId }
  }
}

type Coupon = CallOutput<'coupon.list'>['coupons'][number]

/** Why no code of a coupon can be sent; null when they can. Codes that a till gave can run out, others are drawn when needed. */
export function couponTrouble(
  { isStopped, endsAt, codes, origin, counts }: Pick<Coupon, 'isStopped' | 'endsAt' | 'codes' | 'origin' | 'counts'>,
  now: number,
): 'stopped' | 'over' | 'empty' | null {
  if (isStopped) return 'stopped'
  if (endsAt !== null && endsAt <= now) return 'over'
  return codes === 'unique' && origin === 'imported' && counts.free === 0 ? 'empty' : null
}

/**
 * The last second of a calendar day on a place's clock, ms since the epoch.
 * @returns null when the day is none
 */
export const endOfDay = (day: string, timeZone: string): number | null => momentOf(day, '23:59:59', timeZone)

/** End of a proposed coupon: the end of the day a week from now. */
export const proposedEnd = (now: number, dayOf: (at: number) => string, timeZone: string): number =>
  endOfDay(dayOf(now + 7 * DAY_MS), timeZone) ?? now + 7 * DAY_MS
