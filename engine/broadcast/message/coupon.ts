import { codeLength, sampleCode } from '../coupon/rules.ts'
import type { CouponPlan } from './rules.ts'

/** What a message has to know of its coupon, whether its codes are drawn, imported or one for all. */
export type MessageCoupon = {
  readonly kind: 'one-for-all' | 'one-each'
  /** The code that everybody gets; null where each person has an own one. */
  readonly common: string | null
  readonly endsAt: number | null
  /** Codes that are left in its pool; null where codes are drawn as needed. */
  readonly left: number | null
  /** Characters of the longest code for so many people. */
  longest(people: number): number
  /** The code that stands for all codes before they are drawn. */
  sample(people: number): string
}

/** The coupon of a plan; null without one, or where the coupon it names is not there. */
export function messageCoupon(plan: CouponPlan | null): MessageCoupon | null {
  if (plan === null || plan.kind === 'coupon') return null
  const sample = (people: number) => sampleCode(plan, people)
  if (plan.kind === 'one-for-all')
    return { kind: plan.kind, common: plan.code, endsAt: plan.endsAt, left: null, longest: () => plan.code.length, sample }
  return { kind: plan.kind, common: null, endsAt: plan.endsAt, left: null, longest: (people) => codeLength(plan.prefix, people), sample }
}
