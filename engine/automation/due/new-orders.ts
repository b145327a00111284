import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { Context } from '../context.ts'
import { NEWS_MS, orderChanged } from './orders.ts'

const SEEN = 'automation.orders-seen'
/** So many at a time; a file with a year of orders is mostly older than a day. */
const MOST = 200

type NewOrder = {
  readonly seq: number
  readonly orderId: string
  readonly customerSeq: number
  readonly at: number
  readonly number: string
  readonly totalMicros: number
  readonly currency: string
  /** Null where nobody works on it. */
  readonly state: string | null
  readonly dueAt: number | null
}

const seenUpTo = (db: ReadHandle): number | null => {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${SEEN}`)
  return row === undefined ? null : Number(row.value)
}

const noteSeen = (db: WriteHandle, seq: number, at: number) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values (${SEEN}, ${String(seq)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)

/**
 * Plans what follows from orders that were noted since the last look, whoever noted them. How far it has looked stands in the
 * database with what was planned, so that each is seen once.
 */
export function lookAtNewOrders(context: Context): void {
  const { clock, vault } = context.deps
  const { store } = vault
  const last = lastOrder(store.read)
  const seen = seenUpTo(store.read)
  if (seen === last) return
  store.write((db) => {
    const now = clock.now()
    if (seen !== null && context.book().paused === null)
      for (const order of ordersAfter(db, { seen, since: now - NEWS_MS })) take(context, db, order)
    noteSeen(db, last, now)
  })
}

const lastOrder = (db: ReadHandle): number => db.get<{ seq: number | null }>(sql`select max(seq) as seq from customer_order`)?.seq ?? 0

const ordersAfter = (db: ReadHandle, { seen, since }: { readonly seen: number; readonly since: number }): NewOrder[] =>
  db.all(sql`
    select o.seq, o.order_id as orderId, o.customer_seq as customerSeq, o.at, o.number, o.total_micros as totalMicros, o.currency, w.state, w.due_at as dueAt
    from customer_order o left join order_work w on w.order_id = o.order_id
    where o.seq > ${seen} and o.at > ${since} and o.customer_seq is not null order by o.seq limit ${MOST}`)

function take(
  context: Context,
  db: WriteHandle,
  { seq, orderId, customerSeq, at, number, totalMicros, currency, state, dueAt }: NewOrder,
): void {
  const lines = db.all<{ retailerId: string }>(sql`select retailer_id as retailerId from customer_order_line where order_seq = ${seq}`)
  const { locale } = context.deps.vault.shop
  const total = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: 0 }).format(totalMicros / 1_000_000)
  orderChanged(context, db, {
    customerSeq,
    orderId,
    state,
    isNew: true,
    at,
    dueAt,
    retailerIds: lines.map(({ retailerId }) => retailerId),
    facts: { number, total },
  })
}
