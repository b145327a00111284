import { sql, type ReadHandle } from '../../store/index.ts'
import type { AutomationRow } from '../kept/book.ts'
import type { Plan } from '../kept/plans.ts'

type Reminder = Extract<AutomationRow['work'], { readonly kind: 'reminder' }>

/** Whether what a reminder is about is still so: the order is there, the customer's day is still the same. */
export function orderStands(db: ReadHandle, plan: Plan, { about }: Reminder): boolean {
  if (about.kind === 'customer-date')
    return db.get(sql`select 1 from customer_date where customer_seq = ${plan.customerSeq} and date = ${about.date}`) !== undefined
  // A state that was taken back is not reminded of; one that ended the order still is, though it is no purchase any more.
  if (about.kind === 'order-state' && hasSteps(db, plan.orderId))
    return (
      db.get(sql`
        select 1 from order_step where order_id = ${plan.orderId} and customer_seq = ${plan.customerSeq} and state = ${about.state}`) !==
      undefined
    )
  return db.get(sql`select 1 from customer_order where order_id = ${plan.orderId} and customer_seq = ${plan.customerSeq}`) !== undefined
}

const hasSteps = (db: ReadHandle, orderId: string | null): boolean =>
  db.get(sql`select 1 from order_step where order_id = ${orderId} limit 1`) !== undefined
