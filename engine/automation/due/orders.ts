import type { AutomationRow } from '../kept/book.ts'
import { addPlan, cancelPlans, lastPlannedAt, type OrderFacts, type Plan } from '../kept/plans.ts'
import { newId } from '../../kernel/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { Context } from '../context.ts'

/** What happened to an order. Times in ms. */
export type OrderChange = {
  readonly customerSeq: number
  readonly orderId: string
  /** Null where orders have no states. */
  readonly state: string | null
  /** Noted for the first time. */
  readonly isNew: boolean
  /** When it was bought; now, when its state changed. */
  readonly at: number
  readonly dueAt: number | null
  /** The shop's codes of what was bought. */
  readonly retailerIds: readonly string[]
  readonly facts: OrderFacts
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Orders of the past that are noted now, from a file or by hand, begin nothing. */
export const NEWS_MS = DAY_MS

/** Plans what follows from an order, in the caller's transaction; planned already, nothing is planned twice. */
export function orderChanged(context: Context, db: WriteHandle, change: OrderChange): void {
  const { automations } = context.book()
  const now = context.deps.clock.now()
  if (change.isNew) endDrips(automations, db, { change, now })
  for (const one of automations) {
    if (!one.isOn) continue
    if (one.work.kind === 'drip') planDrip(context, db, { one, work: one.work, change })
    if (one.work.kind === 'reminder') planReminder(context, db, { one, work: one.work, change })
  }
  db.afterCommit(() => context.wake())
}

function endDrips(
  automations: readonly AutomationRow[],
  db: WriteHandle,
  { change, now }: { readonly change: OrderChange; readonly now: number },
): void {
  const automationIds = automations.flatMap(({ automationId, work }) => (work.kind === 'drip' && work.stopOn.order ? [automationId] : []))
  if (automationIds.length > 0)
    cancelPlans(db, { automationIds, customerSeq: change.customerSeq, exceptOrder: change.orderId }, { reason: 'ordered', at: now })
}

type Planning<K extends 'drip' | 'reminder'> = {
  readonly one: AutomationRow
  readonly work: Extract<AutomationRow['work'], { readonly kind: K }>
  readonly change: OrderChange
}

function planDrip(context: Context, db: WriteHandle, { one, work, change }: Planning<'drip'>): void {
  const now = context.deps.clock.now()
  if (!change.isNew || Math.abs(now - change.at) > NEWS_MS) return
  if (work.products.length > 0 && !work.products.some((code) => change.retailerIds.includes(code))) return
  const last = lastPlannedAt(db, one.automationId, change.customerSeq)
  if (last !== null && now - last < work.onceInDays * DAY_MS) return
  for (const step of work.steps)
    plan(context, db, {
      automationId: one.automationId,
      partId: step.stepId,
      change,
      about: change.orderId,
      dueAt: change.at + step.afterHours * HOUR_MS,
    })
}

function planReminder(context: Context, db: WriteHandle, { one, work, change }: Planning<'reminder'>): void {
  const { automationId } = one
  const { about } = work
  const now = context.deps.clock.now()
  if (about.kind === 'order-state' && change.state === about.state && Math.abs(now - change.at) <= NEWS_MS)
    plan(context, db, {
      automationId,
      partId: '',
      change,
      about: `${change.orderId} ${about.state}`,
      dueAt: now + about.afterMinutes * 60_000,
    })
  if (about.kind !== 'order-due') return
  const dueAt = change.dueAt === null ? null : change.dueAt - about.hoursBefore * HOUR_MS
  const aboutDay = `${change.orderId} ${change.dueAt ?? ''}`
  // Another day: what was planned for the old one is not said.
  cancelPlans(db, { automationIds: [automationId], orderId: change.orderId, exceptAbout: aboutDay }, { reason: 'order-changed', at: now })
  if (dueAt !== null && dueAt > now - work.graceHours * HOUR_MS)
    plan(context, db, { automationId, partId: '', change, about: aboutDay, dueAt })
}

type NewPlan = Pick<Plan, 'automationId' | 'partId' | 'about' | 'dueAt'> & { readonly change: OrderChange }

function plan({ deps }: Context, db: WriteHandle, { change, ...rest }: NewPlan): void {
  const now = deps.clock.now()
  const state = change.state === null ? {} : { state: change.state }
  addPlan(db, {
    ...rest,
    plannedId: newId('pln', deps.random, now),
    customerSeq: change.customerSeq,
    orderId: change.orderId,
    madeAt: now,
    facts: { ...change.facts, ...state },
  })
}
