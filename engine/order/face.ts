import type { Order, OrderSource } from '#contract/ipc/order.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { OrderId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { CatalogRoom } from '../catalog/index.ts'
import type { Customer } from '../customer/index.ts'
import type { InboundEvent } from '../intake/index.ts'
import type { Announcer, Clock, Handlers, Random } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { OpenVault, WriteHandle } from '../store/index.ts'
import type { MoveListener, OrderHands } from './work/hands.ts'

/** An order as it is told outside. */
export type OrderView = z.infer<typeof Order>

/** One article of an order; `priceMicros` is the price of one. */
export type NewLine = {
  /** The shop's own code; empty where only a name is known. */
  readonly retailerId: string
  /** Left out: the name in the catalog, else the code. */
  readonly name?: string | undefined
  readonly quantity: number
  readonly priceMicros: number | null
}

/** An order to be noted. `at` in ms, amounts in millionths of the currency. */
export type NewOrder = {
  readonly customerSeq: number
  readonly at: number
  readonly source: z.infer<typeof OrderSource>
  /** The shop's own number of it; empty where it has none. */
  readonly number: string
  readonly totalMicros: number
  readonly currency: string
  readonly lines: readonly NewLine[]
  readonly couponCode?: string | null | undefined
  /** Left out: the latest broadcast that reached the customer within seven days before. Null: none, and none is looked for. */
  readonly broadcastId?: string | null | undefined
}

export type OrderDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
  readonly customer: Pick<Customer, 'find' | 'findByNumber' | 'normaliseNumber' | 'onJoin'>
  readonly catalog: Pick<CatalogRoom, 'find'>
}

/** What customers bought. Each function that writes works inside the caller's transaction. */
export type OrderRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Notes an order and tells of it after the commit. Errors: order-number-taken (orderId). */
  add(db: WriteHandle, order: NewOrder): Result<{ readonly orderId: OrderId; readonly seq: number }>
  /** Removes an order with its lines; false when there is none. */
  remove(db: WriteHandle, orderId: string): boolean
  /** Notes the cart in a customer's message, once however often the message comes; other kinds of messages are let pass. */
  takeCart(db: WriteHandle, customerSeq: number, event: Pick<InboundEvent, 'wamid' | 'at' | 'message'>): void
  /** Makes the rooms known by which customers are told; until then nothing can be done with orders. */
  meet(hands: OrderHands): void
  /** Hears, inside the transaction, of each new state and each new day of an order. */
  onMove(listener: MoveListener): void
  /** Ends a running import; nothing of it stays. */
  stop(): Promise<void>
}
