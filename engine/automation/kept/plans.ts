import type { PlannedStep } from '#contract/ipc/automation-views.ts'
import type { z } from 'zod'
import { inList, joinSql, sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type PlanReason = NonNullable<z.infer<typeof PlannedStep>['reason']>

/** What is said of an order; missing values stay out of texts. */
export type OrderFacts = {
  readonly number?: string
  readonly total?: string
  readonly tracking?: string
  readonly due?: string
  /** The state that the reminder is about. */
  readonly state?: string
}

export type Plan = {
  readonly plannedId: string
  readonly automationId: string
  readonly partId: string
  readonly customerSeq: number
  readonly about: string
  readonly orderId: string | null
  readonly dueAt: number
  readonly madeAt: number
  readonly facts: OrderFacts
}

type Stored = Omit<Plan, 'facts'> & { readonly facts: string }

const columns = sql`
  p.planned_id as plannedId, p.automation_id as automationId, p.part_id as partId, p.customer_seq as customerSeq, p.about, p.order_id as orderId,
  p.due_at as dueAt, p.made_at as madeAt, p.facts`

const read = (row: Stored): Plan => ({ ...row, facts: JSON.parse(row.facts) as OrderFacts })

/** Plans a step; the same step of the same thing stays as it was planned first, unless that was given up for another day. @returns whether it is new */
export const addPlan = (db: WriteHandle, plan: Plan): boolean =>
  db.run(sql`
    insert into automation_plan (planned_id, automation_id, part_id, customer_seq, about, order_id, due_at, state, made_at, facts)
    values (${plan.plannedId}, ${plan.automationId}, ${plan.partId}, ${plan.customerSeq}, ${plan.about}, ${plan.orderId}, ${plan.dueAt},
      'waiting', ${plan.madeAt}, ${JSON.stringify(plan.facts)})
    on conflict (automation_id, customer_seq, part_id, about) do update set state = 'waiting', reason = null, over_at = null,
      due_at = excluded.due_at, facts = excluded.facts
    where state = 'cancelled' and reason = 'order-changed'`).changes === 1

/** Steps that have come, earliest first. */
export const duePlans = (db: ReadHandle, now: number, most: number): Plan[] =>
  db
    .all<Stored>(
      sql`select ${columns} from automation_plan p where p.state = 'waiting' and p.due_at <= ${now} order by p.due_at, p.seq limit ${most}`,
    )
    .map(read)

export const waitingPlan = (db: ReadHandle, plannedId: string): Plan | undefined => {
  const row = db.get<Stored>(sql`select ${columns} from automation_plan p where p.planned_id = ${plannedId} and p.state = 'waiting'`)
  return row === undefined ? undefined : read(row)
}

export const nextDueAt = (db: ReadHandle): number | null =>
  db.get<{ at: number | null }>(sql`select min(due_at) as at from automation_plan where state = 'waiting'`)?.at ?? null

export const postpone = (db: WriteHandle, plannedId: string, dueAt: number) =>
  db.run(sql`update automation_plan set due_at = ${dueAt} where planned_id = ${plannedId} and state = 'waiting'`)

export const endPlan = (
  db: WriteHandle,
  plannedId: string,
  end: { readonly state: 'sent' | 'skipped' | 'cancelled'; readonly reason: PlanReason | null; readonly at: number },
): boolean =>
  db.run(
    sql`update automation_plan set state = ${end.state}, reason = ${end.reason}, over_at = ${end.at} where planned_id = ${plannedId} and state = 'waiting'`,
  ).changes === 1

type Which = {
  readonly automationIds?: readonly string[]
  readonly customerSeq?: number
  readonly orderId?: string
  readonly exceptOrder?: string | null
  readonly exceptAbout?: string
}

/** Cancels what waits. @returns how many */
export function cancelPlans(db: WriteHandle, which: Which, end: { readonly reason: PlanReason; readonly at: number }): number {
  const conditions = [sql`state = 'waiting'`]
  if (which.automationIds !== undefined) conditions.push(sql`automation_id in ${inList(which.automationIds)}`)
  if (which.customerSeq !== undefined) conditions.push(sql`customer_seq = ${which.customerSeq}`)
  if (which.orderId !== undefined) conditions.push(sql`order_id = ${which.orderId}`)
  if (which.exceptOrder !== undefined && which.exceptOrder !== null) conditions.push(sql`order_id is not ${which.exceptOrder}`)
  if (which.exceptAbout !== undefined) conditions.push(sql`about <> ${which.exceptAbout}`)
  return db.run(
    sql`update automation_plan set state = 'cancelled', reason = ${end.reason}, over_at = ${end.at} where ${joinSql(conditions, ' and ')}`,
  ).changes
}

/** What was cancelled by hand, and with what it was. */
export const cancelledPlan = (
  db: ReadHandle,
  plannedId: string,
): { readonly automationId: string; readonly customerSeq: number; readonly overAt: number } | undefined =>
  db.get(sql`
    select automation_id as automationId, customer_seq as customerSeq, over_at as overAt from automation_plan
    where planned_id = ${plannedId} and state = 'cancelled' and reason = 'by-hand'`)

type Together = { readonly automationId: string; readonly customerSeq?: number; readonly reason: PlanReason; readonly overAt: number }

/** Plans again what was cancelled at one moment; what is late by then is judged as it falls due. @returns how many */
export const revivePlans = (db: WriteHandle, { automationId, customerSeq, reason, overAt }: Together): number =>
  db.run(sql`
    update automation_plan set state = 'waiting', reason = null, over_at = null
    where automation_id = ${automationId} and state = 'cancelled' and reason = ${reason} and over_at = ${overAt}
      and ${customerSeq === undefined ? sql`1` : sql`customer_seq = ${customerSeq}`}`).changes

/** When an automation last planned something for a customer, or null. */
export const lastPlannedAt = (db: ReadHandle, automationId: string, customerSeq: number): number | null =>
  db.get<{ at: number | null }>(
    sql`select max(made_at) as at from automation_plan where automation_id = ${automationId} and customer_seq = ${customerSeq}`,
  )?.at ?? null

export const countWaiting = (db: ReadHandle, key: { readonly automationId: string } | { readonly customerSeq: number }): number =>
  db.get<{ count: number }>(sql`
    select count(*) as count from automation_plan where state = 'waiting'
      and ${'automationId' in key ? sql`automation_id = ${key.automationId}` : sql`customer_seq = ${key.customerSeq}`}`)?.count ?? 0

export type PlanRow = Omit<Plan, 'customerSeq' | 'about' | 'facts' | 'madeAt'> & {
  readonly seq: number
  readonly customerId: string
  readonly customerName: string
  readonly state: 'waiting' | 'sent' | 'skipped' | 'cancelled'
  readonly reason: PlanReason | null
  readonly overAt: number | null
}

type Page = {
  readonly automationId?: string | undefined
  readonly customerId?: string | undefined
  readonly over: boolean
  readonly after: { readonly at: number; readonly seq: number } | null
  readonly limit: number
}

/** Waiting steps soonest first, or those that are over, latest first. */
export function listPlans(db: ReadHandle, page: Page): PlanRow[] {
  const time = page.over ? sql`p.over_at` : sql`p.due_at`
  const conditions = [page.over ? sql`p.over_at is not null` : sql`p.state = 'waiting'`]
  if (page.automationId !== undefined) conditions.push(sql`p.automation_id = ${page.automationId}`)
  if (page.customerId !== undefined)
    conditions.push(sql`p.customer_seq = (select seq from customer where customer_id = ${page.customerId})`)
  if (page.after !== null) conditions.push(sql`(${time}, p.seq) ${page.over ? sql`<` : sql`>`} (${page.after.at}, ${page.after.seq})`)
  return db.all<PlanRow>(sql`
    select p.seq, p.planned_id as plannedId, p.automation_id as automationId, nullif(p.part_id, '') as partId, c.customer_id as customerId,
      c.name as customerName, p.order_id as orderId, p.due_at as dueAt, p.state, p.reason, p.over_at as overAt
    from automation_plan p join customer c on c.seq = p.customer_seq where ${joinSql(conditions, ' and ')}
    order by ${time} ${page.over ? sql`desc` : sql`asc`}, p.seq ${page.over ? sql`desc` : sql`asc`} limit ${page.limit}`)
}
