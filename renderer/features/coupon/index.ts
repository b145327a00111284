export { CouponPage } from './coupon-page.tsx'
export { CouponsPage } from './coupons-page.tsx'
export { TillDialog } from './till-dialog.tsx'
