import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { broadcastRoom, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'
import type { OrderDeps } from '../face.ts'
import { keepOrders, takeBack } from './keep.ts'
import type { PastOrder } from './read-row.ts'

/** Raise it by hand to measure; the numbers are printed, never asserted. */
const ORDERS = Number(process.env['SHOPBELL_TEST_ORDERS'] ?? 1_000)

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
  kit.add({ phone: '+886911000001' })
})
afterEach(() => kit.remove())

const orders: readonly PastOrder[] = Array.from({ length: ORDERS }, (_, index) => ({
  phone: '+886911000001',
  at: NOON - index * 60_000,
  totalMicros: 1_000_000,
  currency: 'TWD',
  number: `A-${index}`,
  products: [{ word: 'tea', quantity: 1 }],
}))

/** The engine dies at one of its transactions: nothing is written from then on, also nothing of what would put it right. */
function deps(diesAt = Infinity): OrderDeps {
  let writes = 0
  const { store } = kit.vault
  const dying = {
    ...store,
    write: <T>(work: Parameters<typeof store.write<T>>[0]): T => {
      writes += 1
      if (writes >= diesAt) throw new Error('dead')
      return store.write(work)
    },
  }
  const announcer = { announce: () => undefined } as unknown as OrderDeps['announcer']
  const random = { bytes: (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size)) }
  const parts = { clock: kit.clock, random, announcer, customer: kit.customer, catalog: { find: () => undefined } }
  return { ...parts, vault: { ...kit.vault, store: dying } }
}

const rows = (): unknown =>
  kit.store.read.get(sql`
    select (select count(*) from customer_order) as orders, (select count(*) from customer_order_line) as lines,
      (select coalesce(sum(rows), 0) from order_sum) as summed, (select count(*) from vault_fact where name = 'order-import') as underWay`)
const quiet = () => new AbortController().signal
const ownMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

describe('orders of a file', () => {
  it(`are kept, ${ORDERS} of them, while other work goes on`, { timeout: 600_000 }, async () => {
    let [turns, longestMs, last] = [0, 0, ownMs()]
    let isOver = false
    const takeTurns = (): void => {
      const now = ownMs()
      longestMs = Math.max(longestMs, now - last)
      last = now
      turns += 1
      if (!isOver) setImmediate(takeTurns)
    }
    setImmediate(takeTurns)
    const startedAt = performance.now()
    expect(await keepOrders(deps(), orders, quiet())).toBe(ORDERS)
    isOver = true
    console.info(
      `${ORDERS} orders: ${Math.round(performance.now() - startedAt)} ms, longest stretch of own time ${Math.round(longestMs)} ms`,
    )
    expect(turns).toBeGreaterThan(ORDERS / 1_000)
    expect(rows()).toEqual({ orders: ORDERS, lines: ORDERS, summed: ORDERS, underWay: 0 })
  })

  it('are all there or none, wherever the engine dies: what it left is gone after the next start', async () => {
    await keepOrders(deps(), orders.slice(0, 3), quiet())
    const before = rows()
    for (const diesAt of [1, 2, 3, 5]) {
      await expect(keepOrders(deps(diesAt), orders.slice(3, 900), quiet())).rejects.toThrow('dead')
      await takeBack(deps())
      expect([diesAt, rows()]).toEqual([diesAt, before])
    }
    expect(await keepOrders(deps(), orders.slice(3, 900), quiet())).toBe(897)
    await takeBack(deps())
    expect(rows()).toEqual({ orders: 900, lines: 900, summed: 900, underWay: 0 })
  })

  it('are none when it is cancelled, and orders that others note meanwhile stay', async () => {
    const ending = new AbortController()
    const kept = keepOrders(deps(), orders.slice(0, 900), ending.signal)
    const { seq } = kit.store.read.get<{ seq: number }>(sql`select seq from customer`) ?? { seq: 0 }
    kit.store.write((db) =>
      db.run(sql`
        insert into customer_order (order_id, customer_seq, at, source, number, total_micros, currency, recorded_at)
        values ('ord_0000000001', ${seq}, ${NOON}, 'by-hand', 'A-5', 1, 'TWD', ${NOON})`),
    )
    ending.abort()
    expect(await kept).toBeNull()
    expect(rows()).toMatchObject({ orders: 1, summed: 1, underWay: 0 })
  })
})
