import type { HookBody } from '#contract/ipc/integration.ts'
import type { z } from 'zod'
import { sql, type ReadHandle } from '../../store/index.ts'
import type { DueDelivery } from './hook-queries.ts'

type Data = z.infer<typeof HookBody>['data']
type Reader = (db: ReadHandle, ref: string, withText: boolean) => Data | undefined

/** Each reads what it tells anew, so that nothing of an erased person, and nothing that was taken back, is ever told. */
const readers: Readonly<Record<DueDelivery['event'], Reader>> = {
  'message-received': (db, ref, withText) => {
    const row = db.get<Record<string, string | null>>(sql`
      select m.message_id as messageId, c.customer_id as customerId, c.phone, m.content ->> '$.kind' as kind, m.content ->> '$.text' as text
      from message m join customer c on c.seq = m.customer_seq where m.message_id = ${ref}`)
    if (row === undefined) return undefined
    const { text = null, ...facts } = row
    return withText ? { ...facts, text } : facts
  },
  'order-added': (db, ref) =>
    db.get<Data>(sql`
      select o.order_id as orderId, c.customer_id as customerId, c.phone, o.number, o.total_micros as totalMicros, o.currency, o.source, o.at as orderedAt
      from customer_order o left join customer c on c.seq = o.customer_seq where o.order_id = ${ref}`),
  'order-changed': (db, ref) =>
    db.get<Data>(sql`
      select s.order_id as orderId, c.customer_id as customerId, c.phone, s.state, w.due_at as dueAt, w.carrier, w.tracking,
        coalesce(o.number, f.kept ->> '$.row.number') as number,
        coalesce(o.total_micros, f.kept ->> '$.row.total_micros') as totalMicros, coalesce(o.currency, f.kept ->> '$.row.currency') as currency
      from order_step s join customer c on c.seq = s.customer_seq left join order_work w on w.order_id = s.order_id
      left join customer_order o on o.order_id = s.order_id left join order_off f on f.order_id = s.order_id
      where s.seq = ${Number(ref)}`),
  'offers-ended': (db, ref) =>
    db.get<Data>(sql`
      select c.customer_id as customerId, c.phone, e.source, c.offers as offersNow
      from consent_event e join customer c on c.seq = e.customer_seq where e.seq = ${Number(ref)}`),
  'broadcast-finished': (db, ref) =>
    db.get<Data>(sql`
      select r.run_id as broadcastId, (select count(*) from send s where s.run_id = r.run_id) as people,
        (select count(*) from send s where s.run_id = r.run_id and s.state in ('accepted', 'sent', 'delivered', 'read')) as sent,
        (select count(*) from send s where s.run_id = r.run_id and s.state in ('failed', 'rejected')) as failed,
        (select count(*) from send s where s.run_id = r.run_id and s.state = 'skipped') as skipped
      from run r where r.run_id = ${ref}`),
  'coupon-used': (db, ref) =>
    db.get<Data>(sql`
      select r.redemption_id as redemptionId, k.code, p.coupon_id as couponId, p.name as couponName, c.customer_id as customerId, c.phone,
        r.discount_micros as discountMicros, r.sales_micros as salesMicros, r.currency, r.place
      from redemption_in_force r join coupon_code k on k.seq = r.code_seq join coupon p on p.seq = r.coupon_seq
      left join customer c on c.seq = r.customer_seq where r.redemption_id = ${ref}`),
  'survey-answered': (db, ref) =>
    db.get<Data>(sql`
      select s.survey_id as surveyId, c.customer_id as customerId, c.phone, s.score, s.asked_at as askedAt
      from automation_survey s join customer c on c.seq = s.customer_seq where s.survey_id = ${ref}`),
}

/** Wished that nothing is done with their data: no other program gets it. Only that offers end is told, which serves the wish. */
const isRestricted = (db: ReadHandle, deliverySeq: number): boolean =>
  db.get(sql`
    select 1 from hook_delivery d join customer c on c.seq = d.customer_seq where d.seq = ${deliverySeq} and c.restricted_at is not null`) !==
  undefined

/** The body of an event as JSON text; undefined when there is nothing to tell any more. */
export function bodyOf(db: ReadHandle, { seq, event, ref, eventId, at, hook }: DueDelivery): string | undefined {
  const data = event !== 'offers-ended' && isRestricted(db, seq) ? undefined : readers[event](db, ref, hook.withText !== 0)
  if (data === undefined) return undefined
  return JSON.stringify({ eventId, event, at, data })
}
