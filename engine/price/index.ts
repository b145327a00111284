export { createPrice } from './service.ts'
export type { PriceDeps, PriceRoom } from './service.ts'
export { monthStart } from './rules.ts'
export type { PriceCategory, PriceRule } from './rules.ts'
