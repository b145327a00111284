export { createOrder } from './service.ts'
export type { NewLine, NewOrder, OrderDeps, OrderRoom } from './face.ts'
export type { OrderHands, OrderMove } from './work/hands.ts'
export { namesByAge } from './retention.ts'
