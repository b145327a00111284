import { sql, type ReadHandle } from '../../store/index.ts'
import type { AutomationRow } from '../kept/book.ts'
import type { Plan } from '../kept/plans.ts'

type Reminder = Extract<AutomationRow['work'], { readonly kind: 'reminder' }>

/** Whether what a reminder is about is still so: the order is there, the customer's day is still the same. */
export function orderStands(db: ReadHandle, plan: Plan, { about }: Reminder): boolean {
  if (about.kind === 'customer-date')
    return db.get(sql`select 1 from customer_date where customer_seq = ${plan.customerSeq} and date = ${about.date}`) !== undefined
  return db.get(sql`select 1 from customer_order where order_id = ${plan.orderId} and customer_seq = ${plan.customerSeq}`) !== undefined
}
