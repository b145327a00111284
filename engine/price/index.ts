export { createPrice } from './service.ts'
export type { PriceDeps, PriceRoom } from './service.ts'
export { FREE_SERVICE, monthStart } from './rules.ts'
export type { PriceCategory, PriceRule } from './rules.ts'
