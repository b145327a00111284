export { createOrder } from './service.ts'
export type { NewLine, NewOrder, OrderDeps, OrderRoom } from './face.ts'
