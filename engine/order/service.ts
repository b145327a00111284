import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { addOrder, announceOrder } from './add.ts'
import { takeCart } from './cart.ts'
import type { NewOrder, OrderDeps, OrderRoom, OrderView } from './face.ts'
import { importOrders } from './import/import-orders.ts'
import { takeBack } from './import/keep.ts'
import { personalData } from './personal-data.ts'
import { findOrder, listOrders, ownerOf, sumOrders, type Place } from './queries.ts'
import { orderHandlers } from './router.ts'
import { createWork } from './work/create.ts'
import { forgetOrder, keepStanding } from './work/kept.ts'

/** A day of grace, because a till's clock may be in another time zone than the laptop's. */
const GRACE_MS = 86_400_000

/** Makes the room; by itself it only takes back what is left of an import that was cut off. */
export function createOrder(deps: OrderDeps): OrderRoom {
  const ending = new AbortController()
  const bin = createBin(deps)
  // What an engine that died left of an import goes first.
  let running: Promise<unknown> = takeBack(deps)
  deps.customer.onJoin(followJoin)
  const work = createWork(deps)
  return {
    handlers: orderHandlers({
      ...work.calls,
      list: (input) => list(deps, input),
      add: (input) => addByHand(deps, input),
      remove: (input) => bin.remove(input.orderId),
      restore: (input) => bin.restore(input.orderId),
      import(input, { signal }) {
        // One after the other: what is under way is known by where it begins.
        const work = running.catch(() => undefined).then(() => importOrders(deps, input, AbortSignal.any([signal, ending.signal])))
        running = work
        return work
      },
    }),
    personalData,
    add: (db, order) => add(deps, db, order),
    remove: (db, orderId) => remove(deps, db, orderId),
    takeCart: (db, customerSeq, event) =>
      takeCart(deps, db, { customerSeq, event, began: (orderId) => work.began(db, orderId, customerSeq) }),
    meet: work.meet,
    onMove: work.onMove,
    async stop() {
      ending.abort()
      await running
    },
  }
}

function followJoin(db: WriteHandle, { from, to }: { readonly from: number; readonly to: number }): void {
  db.run(sql`update customer_order set customer_seq = ${to} where customer_seq = ${from}`)
  db.run(sql`update order_work set customer_seq = ${to} where customer_seq = ${from}`)
  db.run(sql`update order_step set customer_seq = ${to} where customer_seq = ${from}`)
  db.run(sql`update order_off set customer_seq = ${to} where customer_seq = ${from}`)
}

function add(deps: OrderDeps, db: WriteHandle, order: NewOrder): ReturnType<typeof addOrder> {
  const added = addOrder(deps, db, order)
  if (added.ok) announceOrder(deps, db, order.customerSeq)
  return added
}

function remove(deps: OrderDeps, db: WriteHandle, orderId: string): boolean {
  const owner = ownerOf(db, orderId)
  if (owner === undefined) return false
  db.run(sql`delete from customer_order where order_id = ${orderId}`)
  forgetOrder(db, orderId)
  announceOrder(deps, db, owner.customerSeq)
  return true
}

function list(deps: OrderDeps, input: ParsedInput<'order.list'>): Result<CallOutput<'order.list'>> {
  const db = deps.vault.store.read
  const customer = input.customerId === undefined ? undefined : deps.customer.find(db, input.customerId)
  if (input.customerId !== undefined && customer === undefined) return fail('customer-missing')
  const after = fromCursor(input.cursor)
  if (!after.ok) return after
  const customerSeq = customer?.customerSeq ?? null
  const { orders, next } = listOrders(db, customerSeq, { after: after.value, limit: input.limit })
  return ok({ orders, ...sumOrders(db, customerSeq), nextCursor: next === null ? null : `${next.at}.${next.seq}` })
}

/** Notes one order in a transaction of its own and answers it as it is kept. */
function note(deps: OrderDeps, customerId: string, order: Omit<NewOrder, 'customerSeq'>): Result<OrderView> {
  return deps.vault.store.write((db) => {
    const customer = deps.customer.find(db, customerId)
    if (customer === undefined) return fail('customer-missing')
    const added = add(deps, db, { ...order, customerSeq: customer.customerSeq })
    if (!added.ok) return added
    const kept = findOrder(db, added.value.orderId)
    assert(kept !== undefined, 'the row was written in this transaction')
    return ok(kept)
  })
}

function addByHand(deps: OrderDeps, input: ParsedInput<'order.add'>): Result<OrderView> {
  const { vault, clock } = deps
  const at = input.at ?? clock.now()
  if (at > clock.now() + GRACE_MS) return fail('input-refused', { field: 'at' })
  const { number, totalMicros, lines, currency = vault.shop.currency } = input
  return note(deps, input.customerId, { at, source: 'by-hand', number, totalMicros, currency, lines })
}

/** What was removed lately, in memory only, so that a slip can be taken back. */
function createBin(deps: OrderDeps) {
  const removed = new Map<string, OrderView>()
  return {
    remove(orderId: string): Result<{ removed: true }> {
      const order = findOrder(deps.vault.store.read, orderId)
      if (order === undefined) return fail('order-missing')
      deps.vault.store.write((db) => remove(deps, db, orderId))
      removed.set(orderId, order)
      return ok({ removed: true })
    },
    /** Nobody's order comes back, nor that of somebody who was erased since. */
    restore(orderId: string): Result<OrderView> {
      const order = removed.get(orderId)
      if (order === undefined || order.customerId === null) return fail('order-missing')
      const restored = note(deps, order.customerId, order)
      if (!restored.ok) return restored
      removed.delete(orderId)
      return ok(asItStood(deps, restored.value, order))
    },
  }
}

/** An order that was being worked on, or that came to nothing, is so again. */
function asItStood(deps: OrderDeps, restored: OrderView, before: OrderView): OrderView {
  const { orderId } = restored
  const db = deps.vault.store.read
  const customerSeq = ownerOf(db, orderId)?.customerSeq ?? null
  if (before.steps.length === 0 || customerSeq === null) return restored
  deps.vault.store.write((write) => keepStanding(write, { orderId, customerSeq, standing: before, at: deps.clock.now() }))
  return findOrder(db, orderId) ?? restored
}

function fromCursor(cursor: string | undefined): Result<Place | null> {
  if (cursor === undefined) return ok(null)
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor)
  return match === null ? fail('input-refused', { field: 'cursor' }) : ok({ at: Number(match[1]), seq: Number(match[2]) })
}
