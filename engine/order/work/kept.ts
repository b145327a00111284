import type { OrderStep } from '#contract/ipc/order.ts'
import type { z } from 'zod'
import { inList, sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { OrderView } from '../face.ts'
import { isOff, type Notice, type Standing, type State } from './states.ts'

export type Step = z.infer<typeof OrderStep>

/** How far the shop is with an order; undefined for what is done from the start. */
export type Work = { readonly orderId: string } & Pick<Standing, 'state' | 'dueAt' | 'carrier' | 'tracking'>

export const worksOf = (db: ReadHandle, orderIds: readonly string[]): ReadonlyMap<string, Work> =>
  new Map(
    db
      .all<Work>(
        sql`select order_id as orderId, state, due_at as dueAt, carrier, tracking from order_work where order_id in ${inList(orderIds)}`,
      )
      .map((work) => [work.orderId, work]),
  )

/** A step with what only taking it back needs. */
export type KeptStep = Step & { readonly orderId: string; readonly canUndo: boolean }

type StepRow = Omit<KeptStep, 'canUndo'> & { readonly canUndo: number }

/** Steps of orders, oldest first. One can be taken back while its message, if there is one, has not left. */
export const stepsOf = (db: ReadHandle, orderIds: readonly string[]): KeptStep[] =>
  db
    .all<StepRow>(
      sql`
      select s.order_id as orderId, s.at, s.by, s.state, s.notice, s.detail, s.message_id as messageId,
        s.before is not null and (s.message_id is null or m.local_state = 'held' or (m.local_state is null and d.state = 'planned')) as canUndo
      from order_step s left join message m on m.message_id = s.message_id left join send d on d.send_id = m.send_id
      where s.order_id in ${inList(orderIds)} order by s.seq`,
    )
    .map((row) => ({ ...row, canUndo: row.canUndo === 1 }))

/** What is kept of a step beside what is shown. */
export type NewStep = {
  readonly orderId: string
  readonly customerSeq: number
  readonly at: number
  readonly by: string
  readonly state: State | null
  readonly notice: Notice | null
  readonly detail: string
  readonly messageId: string | null
  /** How it stood; null where the step can not be taken back. */
  readonly before: (Standing & { readonly hadWork: boolean }) | null
}

export function addStep(db: WriteHandle, step: NewStep): void {
  const before = step.before === null ? null : JSON.stringify(step.before)
  db.run(sql`
    insert into order_step (order_id, customer_seq, at, by, state, notice, detail, message_id, before)
    values (${step.orderId}, ${step.customerSeq}, ${step.at}, ${step.by}, ${step.state}, ${step.notice}, ${step.detail}, ${step.messageId}, ${before})`)
}

/** The last step of an order as it is taken back. */
export function lastStep(
  db: ReadHandle,
  orderId: string,
): { readonly seq: number; readonly messageId: string | null; readonly before: NonNullable<NewStep['before']> | null } | undefined {
  const row = db.get<{ seq: number; messageId: string | null; before: string | null }>(sql`
    select seq, message_id as messageId, before from order_step where order_id = ${orderId} order by seq desc limit 1`)
  if (row === undefined) return undefined
  return { ...row, before: row.before === null ? null : (JSON.parse(row.before) as NonNullable<NewStep['before']>) }
}

export const removeStep = (db: WriteHandle, seq: number) => db.run(sql`delete from order_step where seq = ${seq}`)

type Kept = { readonly orderId: string; readonly customerSeq: number; readonly standing: Standing; readonly at: number }
type NewWork = Work & { readonly customerSeq: number; readonly at: number }

/** Notes how far the shop is with an order. */
export function beginWork(db: WriteHandle, { orderId, customerSeq, at, state, dueAt, carrier, tracking }: NewWork): void {
  db.run(sql`
    insert into order_work (order_id, customer_seq, state, due_at, carrier, tracking, changed_at)
    values (${orderId}, ${customerSeq}, ${state}, ${dueAt}, ${carrier}, ${tracking}, ${at})
    on conflict (order_id) do update set state = excluded.state, due_at = excluded.due_at, carrier = excluded.carrier,
      tracking = excluded.tracking, changed_at = excluded.changed_at`)
}

/** Writes how an order stands: its lines and sum among what was bought, or whole among what came to nothing. */
export function keepStanding(db: WriteHandle, { orderId, customerSeq, standing, at }: Kept): void {
  const { state, dueAt, carrier, tracking } = standing
  beginWork(db, { orderId, customerSeq, at, state, dueAt, carrier, tracking })
  if (isOff(state)) putOff(db, orderId)
  else {
    putBack(db, orderId)
    rewriteLines(db, orderId, standing)
  }
}

/** Forgets how far the shop is with an order: it is done, as from the start. */
export const forgetWork = (db: WriteHandle, orderId: string) => db.run(sql`delete from order_work where order_id = ${orderId}`)

/** Forgets everything that was noted of an order beside the purchase. */
export function forgetOrder(db: WriteHandle, orderId: string): void {
  forgetWork(db, orderId)
  db.run(sql`delete from order_step where order_id = ${orderId}`)
  db.run(sql`delete from order_off where order_id = ${orderId}`)
}

type Row = {
  readonly seq: number
  readonly customer_seq: number | null
  readonly at: number
  readonly wamid: string | null
  readonly source: string
  readonly number: string
  readonly total_micros: number
  readonly currency: string
  readonly broadcast_id: string | null
  readonly coupon_code: string | null
  readonly recorded_at: number
}

type OffLine = OrderView['lines'][number]
type OffOrder = { readonly row: Row; readonly lines: readonly OffLine[] }

const linesOf = (db: ReadHandle, seq: number): OffLine[] =>
  db.all(sql`
    select retailer_id as retailerId, name, quantity, price_micros as priceMicros from customer_order_line where order_seq = ${seq} order by line`)

function putOff(db: WriteHandle, orderId: string): void {
  const row = db.get<Row>(sql`
    select seq, customer_seq, at, wamid, source, number, total_micros, currency, broadcast_id, coupon_code, recorded_at
    from customer_order where order_id = ${orderId}`)
  if (row === undefined) return
  const kept: OffOrder = { row, lines: linesOf(db, row.seq) }
  db.run(sql`
    insert into order_off (order_id, seq, customer_seq, at, wamid, kept)
    values (${orderId}, ${row.seq}, ${row.customer_seq}, ${row.at}, ${row.wamid}, ${JSON.stringify(kept)})`)
  db.run(sql`delete from customer_order where order_id = ${orderId}`)
}

function putBack(db: WriteHandle, orderId: string): void {
  const off = db.get<{ kept: string; customerSeq: number }>(
    sql`select kept, customer_seq as customerSeq from order_off where order_id = ${orderId}`,
  )
  if (off === undefined) return
  const { row, lines } = JSON.parse(off.kept) as OffOrder
  db.run(sql`delete from order_off where order_id = ${orderId}`)
  const isFree = db.get(sql`select 1 from customer_order where seq = ${row.seq}`) === undefined
  const { lastRowId } = db.run(sql`
    insert into customer_order (seq, order_id, customer_seq, at, source, number, total_micros, currency, broadcast_id, coupon_code, wamid, recorded_at)
    values (${isFree ? row.seq : null}, ${orderId}, ${off.customerSeq}, ${row.at}, ${row.source}, ${row.number}, ${row.total_micros}, ${row.currency},
      (select broadcast_id from broadcast where broadcast_id = ${row.broadcast_id}), ${row.coupon_code}, ${row.wamid}, ${row.recorded_at})`)
  writeLines(db, { seq: lastRowId, customerSeq: off.customerSeq, at: row.at, lines })
}

type PlacedLines = { readonly seq: number; readonly customerSeq: number | null; readonly at: number; readonly lines: readonly OffLine[] }

function writeLines(db: WriteHandle, { seq, customerSeq, at, lines }: PlacedLines): void {
  lines.forEach((line, place) =>
    db.run(sql`
      insert into customer_order_line (order_seq, line, retailer_id, name, quantity, price_micros, customer_seq, at)
      values (${seq}, ${place}, ${line.retailerId}, ${line.name}, ${line.quantity}, ${line.priceMicros}, ${customerSeq}, ${at})`),
  )
}

/** Only what differs is written: sums and counts follow each row. */
function rewriteLines(db: WriteHandle, orderId: string, { lines, totalMicros }: Standing): void {
  const row = db.get<{ seq: number; customerSeq: number | null; at: number; totalMicros: number }>(sql`
    select seq, customer_seq as customerSeq, at, total_micros as totalMicros from customer_order where order_id = ${orderId}`)
  if (row === undefined || (row.totalMicros === totalMicros && JSON.stringify(linesOf(db, row.seq)) === JSON.stringify(lines))) return
  db.run(sql`delete from customer_order_line where order_seq = ${row.seq}`)
  writeLines(db, { ...row, lines })
  db.run(sql`update customer_order set total_micros = ${totalMicros} where seq = ${row.seq}`)
}
