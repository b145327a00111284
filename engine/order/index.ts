export { createOrder } from './service.ts'
export { COUNTED_MS } from './link.ts'
export type { NewLine, NewOrder, OrderDeps, OrderRoom } from './face.ts'
