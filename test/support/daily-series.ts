import type { CallInput } from '#contract/ipc/index.ts'
import { couponContent, NOON } from './broadcast-room.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Each day at two in the afternoon in Taipei, two hours after the test begins. */
export const dailySeries: CallInput<'series.save'> = {
  content: {
    ...couponContent,
    coupon: { kind: 'one-each', prefix: 'TEA-', endsAt: NOON + 2_000 * DAY },
    audience: { include: { kind: 'everyone' }, restingHours: null },
  },
  rule: { kind: 'daily', every: 1, time: { hour: 14, minute: 0 } },
  skipIf: { ordered: false, replied: false },
  budgetEachMicros: 1_000_000,
}
/** To whom messages went, as bodies name them. */
export const recipients = (bodies: readonly string[]) => bodies.map((body) => /"to":"([^"]+)"/.exec(body)?.[1] ?? '')
