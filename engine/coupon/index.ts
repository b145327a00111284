export { codesFrom } from './code-queries.ts'
export { createCoupon } from './create.ts'
export { COUPON_MAX_CHARACTERS, makeCode } from './rules.ts'
export type { CouponDeps, CouponPlan, CouponRoom, CouponsForBroadcasts, Giving, OrderNotes, PickedCode, PlannedCoupon } from './face.ts'
