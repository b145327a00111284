import { codePages } from './codes.ts'
import { checkCode } from './check.ts'
import type { CouponDeps, CouponRoom } from './face.ts'
import { handOut, listHandouts } from './handout.ts'
import { exportHandout } from './handout-export.ts'
import { importCodes } from './import-codes.ts'
import { personalData } from './personal-data.ts'
import { createPool } from './pool.ts'
import { listRedemptions, redeem, undoRedeem } from './redeem.ts'
import { getCoupon, listCoupons, saveCoupon, stopCoupon } from './service.ts'

/** Makes the room: calls for screens and tills, and codes for broadcasts. */
export function createCoupon(deps: CouponDeps): CouponRoom {
  return {
    ...createPool(deps),
    personalData,
    handlers: {
      'coupon.list': () => listCoupons(deps),
      'coupon.get': ({ couponId }) => getCoupon(deps, couponId),
      'coupon.save': (input) => saveCoupon(deps, input),
      'coupon.stop': (input) => stopCoupon(deps, input),
      'coupon.importCodes': (input, { signal }) => importCodes(deps, input, signal),
      'coupon.codes': (input) => codePages(deps, input),
      'coupon.issue': (input, { person }) => handOut(deps, input, person),
      'coupon.handouts': (input) => listHandouts(deps, input),
      'coupon.exportHandout': (input, { signal }) => exportHandout(deps, input, signal),
      'coupon.check': ({ code }) => checkCode(deps, code),
      'coupon.redeem': (input, { person }) => redeem(deps, input, person),
      'coupon.undoRedeem': ({ redemptionId }, { person }) => undoRedeem(deps, redemptionId, person),
      'coupon.redemptions': (input) => listRedemptions(deps, input),
    },
  }
}
