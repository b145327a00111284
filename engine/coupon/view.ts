import { CouponValue, type Coupon, type Redemption } from '#contract/ipc/coupon.ts'
import type { z } from 'zod'
import type { ReadHandle } from '../store/index.ts'
import type { CouponDeps } from './face.ts'
import { countStates } from './code-states.ts'
import { countSharedIssued, sharedCodeOf, sumRedemptions, type CouponRow } from './queries.ts'

export type CouponView = z.infer<typeof Coupon>
export type RedemptionView = z.infer<typeof Redemption>
export type Value = z.infer<typeof CouponValue>

/** A coupon without what is counted. */
export type CouponFacts = Omit<CouponView, 'counts' | 'given'>

type Deps = Pick<CouponDeps, 'vault' | 'clock'>

/** What a coupon gives, as it was saved. */
export const valueOf = (row: Pick<CouponRow, 'value'>): Value | null =>
  row.value === null ? null : CouponValue.parse(JSON.parse(row.value))

/** The money that a coupon counts in. */
export const currencyOf = ({ vault }: Deps, row: Pick<CouponRow, 'currency'>): string =>
  row.currency === '' ? vault.shop.currency : row.currency

/** A coupon as the till sees it. */
export function factsOf(deps: Deps, db: ReadHandle, row: CouponRow): CouponFacts {
  return {
    couponId: row.couponId as CouponFacts['couponId'],
    name: row.name,
    codes: row.codes,
    sharedCode: row.codes === 'shared' ? sharedCodeOf(db, row.seq) : null,
    prefix: row.prefix,
    value: valueOf(row),
    startsAt: row.startsAt as CouponFacts['startsAt'],
    endsAt: row.endsAt as CouponFacts['endsAt'],
    usesPerCode: row.usesPerCode,
    leastMicros: row.leastMicros,
    currency: currencyOf(deps, row),
    origin: row.origin,
    broadcastId: row.broadcastId as CouponFacts['broadcastId'],
    isStopped: row.stopped !== 0,
    createdAt: row.createdAt as CouponFacts['createdAt'],
  }
}

/** A coupon with everything that is counted for it. */
export function viewOf(deps: Deps, db: ReadHandle, row: CouponRow): CouponView {
  const counts = countStates(db, row, deps.clock.now())
  const { redemptions, discountMicros, salesMicros } = sumRedemptions(db, row.seq)
  const givenOut = row.codes === 'shared' ? countSharedIssued(db, row.seq) : counts.givenOut
  return { ...factsOf(deps, db, row), counts: { ...counts, givenOut, redemptions }, given: { discountMicros, salesMicros } }
}
