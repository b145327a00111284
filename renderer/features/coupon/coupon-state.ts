import type { Coupon } from './types.ts'

/** Whether the codes of a coupon can be redeemed at a time. */
export function couponState(
  { isStopped, startsAt, endsAt }: Pick<Coupon, 'isStopped' | 'startsAt' | 'endsAt'>,
  at: number,
): 'good' | 'planned' | 'over' | 'stopped' {
  if (isStopped) return 'stopped'
  if (startsAt !== null && at < startsAt) return 'planned'
  return endsAt !== null && at > endsAt ? 'over' : 'good'
}
