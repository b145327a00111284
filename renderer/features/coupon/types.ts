import type { CallOutput } from '../../bridge/index.ts'

export type Coupon = CallOutput<'coupon.get'>
export type CodeCheck = CallOutput<'coupon.check'>
export type Redemption = CallOutput<'coupon.redeem'>['redemption']
export type CodeState = CallOutput<'coupon.codes'>['codes'][number]['state']
