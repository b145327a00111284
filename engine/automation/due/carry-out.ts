import type { AutomationId, CustomerId } from '#contract/kernel/values.ts'
import { newId } from '../../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { readerOf, valuesOf, type Speaking } from '../compose.ts'
import type { Context } from '../context.ts'
import type { AutomationRow, Book } from '../kept/book.ts'
import { keepChat, readChat } from '../kept/chats.ts'
import { personBySeq, type Person } from '../kept/people.ts'
import { endPlan, postpone, waitingPlan, type Plan, type PlanReason } from '../kept/plans.ts'
import { lastAskedAt } from '../kept/surveys.ts'
import { addUse } from '../kept/uses.ts'
import { decideDue, type DueFacts } from '../rules/due.ts'
import { sayAll } from '../say.ts'
import { noteAsked } from '../survey.ts'
import { wishesOf } from './drip-wishes.ts'
import { dueMessages } from './message.ts'
import { orderStands } from './order-state.ts'
import { isWindowOpen } from './window.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A survey that waits for its answer. */
const SURVEY_HOURS = 23

type Due = { readonly plan: Plan; readonly person: Person; readonly one: AutomationRow; readonly book: Book }

/** Says a planned step, lets it wait, or skips it with the reason; one transaction each. */
export function carryOut(context: Context, plannedId: string): void {
  const { deps } = context
  try {
    deps.vault.store.write((db) => {
      const plan = waitingPlan(db, plannedId)
      const person = plan === undefined ? undefined : personBySeq(db, plan.customerSeq)
      if (plan === undefined || person === undefined) return
      const book = context.book()
      const one = book.automations.find(({ automationId }) => automationId === plan.automationId)
      if (one === undefined) end(context, db, { plan, reason: 'switched-off' })
      else look(context, db, { plan, person, one, book })
    })
  } catch (error) {
    deps.logger.error('automation.step-failed', error)
    // A step that breaks must not be tried for ever.
    deps.vault.store.write((db) => void endPlan(db, plannedId, { state: 'skipped', reason: 'send-refused', at: deps.clock.now() }))
  }
}

const end = (
  { deps }: Context,
  db: WriteHandle,
  { plan: { plannedId }, reason }: { readonly plan: Plan; readonly reason: PlanReason },
): void => void endPlan(db, plannedId, { state: 'skipped', reason, at: deps.clock.now() })

function look(context: Context, db: WriteHandle, due: Due): void {
  const decision = decideDue(dueFacts(context, db, due))
  if ('skip' in decision) return end(context, db, { plan: due.plan, reason: decision.skip })
  if ('waitUntil' in decision) return void postpone(db, due.plan.plannedId, decision.waitUntil)
  const { work, automationId } = due.one
  if (work.kind === 'survey') {
    const asked = lastAskedAt(db, due.person.customerSeq)
    if (asked !== null && context.deps.clock.now() - asked < work.onceInDays * DAY_MS)
      return end(context, db, { plan: due.plan, reason: 'asked-lately' })
  }
  const speaking = speakingAbout(context, db, due)
  const { open, closed } = dueMessages(speaking, { automationId, work, partId: due.plan.partId })
  const message = (isWindowOpen(due.person, context.deps.clock.now()) ? open : null) ?? closed
  if (message === null) return end(context, db, { plan: due.plan, reason: 'window-closed' })
  const told = sayAll(context.deps, db, { automationId, customerSeq: due.person.customerSeq, messages: [message], isNotice: true })
  if (told.messageId === null) return end(context, db, { plan: due.plan, reason: refusedFor(told) })
  noteSent(context, db, { due, messageId: told.messageId })
}

function refusedFor({ why, code }: { readonly why: string | null; readonly code: string | null }): PlanReason {
  if (why === 'said-already') return 'said-already'
  if (code === 'window-closed') return 'window-closed'
  if (code === 'opted-out') return 'opted-out'
  return code === 'customer-unreachable'
    ? 'blocked'
    : code?.startsWith('template') === true || code === 'variable-missing'
      ? 'not-ready'
      : 'send-refused'
}

function noteSent(context: Context, db: WriteHandle, { due, messageId }: { readonly due: Due; readonly messageId: string }): void {
  const { plan, person, one } = due
  const { deps } = context
  const at = deps.clock.now()
  const { customerSeq, customerId } = person
  endPlan(db, plan.plannedId, { state: 'sent', reason: null, at })
  addUse(db, {
    useId: newId('use', deps.random, at),
    automationId: one.automationId,
    decidedBy: null,
    partId: plan.partId === '' ? null : plan.partId,
    customerSeq,
    at,
    wamid: null,
    said: '',
    messageId,
    outcome: 'answered',
    why: null,
    handedOver: null,
  })
  if (one.work.kind === 'survey') {
    noteAsked(context, db, { automationId: one.automationId, customerSeq })
    const waiting = { automationId: one.automationId, partId: 'score', since: at, until: at + SURVEY_HOURS * HOUR_MS }
    keepChat(db, customerSeq, { ...readChat(db, customerSeq), waiting })
  }
  // What the shop tells by itself is no reason to take a conversation back among the open ones.
  if (person.closed === 1) context.closeAgain(db, customerSeq)
  db.afterCommit(() =>
    deps.announcer.announce('automation.used', { customerId: customerId as CustomerId, automationId: one.automationId as AutomationId }),
  )
}

function dueFacts({ deps, quiet }: Context, db: ReadHandle, due: Due): DueFacts {
  const { plan, person, one, book } = due
  const { work } = one
  const now = deps.clock.now()
  const { quietHours } = book.settings
  return {
    ...(work.kind === 'drip' ? dripFacts(db, { ...due, work }, now) : NO_DRIP),
    dueAt: plan.dueAt,
    now,
    graceMs: ('graceHours' in work ? work.graceHours : 0) * HOUR_MS,
    quietUntil: quietHours === null ? null : quiet.until({ toPhone: person.phone, toUserId: person.userId }, quietHours, now),
    isOn: one.isOn,
    isPaused: book.paused !== null,
    isBlocked: person.blocked === 1,
    hasChanged: work.kind === 'survey' ? person.closed === 0 : work.kind === 'reminder' && !orderStands(db, plan, work),
  }
}

type DripFacts = Pick<DueFacts, 'hasReplied' | 'hasOrdered' | 'isUnwanted' | 'isBusy'>
type InDrip = Due & { readonly work: Extract<AutomationRow['work'], { readonly kind: 'drip' }> }
const NO_DRIP: DripFacts = { hasReplied: false, hasOrdered: false, isUnwanted: false, isBusy: false }

function dripFacts(db: ReadHandle, { plan, person, work }: InDrip, now: number): DripFacts {
  return {
    hasReplied: work.stopOn.reply && (person.lastInboundAt ?? 0) > plan.madeAt,
    hasOrdered: work.stopOn.order && hasOrderedSince(db, plan),
    ...wishesOf(db, work, { person, now }),
  }
}

const hasOrderedSince = (db: ReadHandle, plan: Plan): boolean =>
  db.get(sql`
    select 1 from customer_order where customer_seq = ${plan.customerSeq} and recorded_at > ${plan.madeAt} and order_id is not ${plan.orderId} limit 1`) !==
  undefined

const speakingAbout = ({ deps }: Context, db: ReadHandle, { plan, person, book }: Due): Speaking => ({
  deps,
  db,
  book,
  person,
  reader: readerOf(person, ''),
  values: { ...valuesOf(deps, person), ...plan.facts },
})
