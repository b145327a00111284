import type { DueMessage, DueTemplate } from '#contract/ipc/automation-parts.ts'
import type { AutomationId, CustomerId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { newId } from '../../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { languageFor } from '../../broadcast/index.ts'
import { readerOf, speak, valuesOf, type Speaking } from '../compose.ts'
import type { Context } from '../context.ts'
import type { Outgoing } from '../deps.ts'
import type { AutomationRow, Book } from '../kept/book.ts'
import { keepChat, readChat } from '../kept/chats.ts'
import { personBySeq, type Person } from '../kept/people.ts'
import { endPlan, postpone, waitingPlan, type Plan, type PlanReason } from '../kept/plans.ts'
import { lastAskedAt } from '../kept/surveys.ts'
import { addUse } from '../kept/uses.ts'
import { decideDue, type DueFacts } from '../rules/due.ts'
import { fillText } from '../rules/texts.ts'
import { sayAll } from '../say.ts'
import { noteAsked, surveyQuestion } from '../survey.ts'
import { orderStands } from './order-state.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Free text is not begun in the last minutes of a window: it may wait, and the two clocks differ a little. */
const RESERVE_MS = 10 * 60_000
const WINDOW_MS = DAY_MS
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
  const message = messageOf(context, speaking, due)
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
  const isOffer = work.purpose === 'offer'
  const { silentUntil } = readChat(db, person.customerSeq)
  return {
    hasReplied: work.stopOn.reply && (person.lastInboundAt ?? 0) > plan.madeAt,
    hasOrdered: work.stopOn.order && hasOrderedSince(db, plan),
    // Whoever ended offers wants no notices in their row either.
    isUnwanted: isOffer ? person.offers !== 'yes' : person.offers === 'no' || person.offers === 'stopped',
    isBusy: isOffer && silentUntil !== null && silentUntil > now,
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

/** The words while the reply window is open, else the template; null where there is neither. */
function messageOf({ deps }: Context, speaking: Speaking, { plan, person, one }: Due): Outgoing | null {
  const { work, automationId } = one
  const isOpen = person.lastInboundAt !== null && person.lastInboundAt + WINDOW_MS - RESERVE_MS > deps.clock.now()
  if (work.kind === 'survey') {
    const [question] = isOpen ? surveyQuestion(speaking, automationId, work).messages : []
    return question ?? (work.template === null ? null : templateMessage(speaking, work.template))
  }
  const message = dueMessageOf(work, plan.partId)
  if (message === null) return null
  const text = isOpen ? speak(speaking, message.texts) : ''
  if (text !== '') return { kind: 'text', text }
  return message.template === null ? null : templateMessage(speaking, message.template)
}

function dueMessageOf(work: AutomationRow['work'], partId: string): DueMessage | null {
  if (work.kind === 'reminder') return work.message
  return work.kind === 'drip' ? (work.steps.find(({ stepId }) => stepId === partId)?.message ?? null) : null
}

/** In the reader's language where the template has it. */
function templateMessage(
  { deps, db, reader, values }: Speaking,
  { name, language, values: wanted }: z.infer<typeof DueTemplate>,
): Outgoing {
  const languages = deps.template.all(db).flatMap((one) => (one.name === name && one.status === 'APPROVED' ? [one.language] : []))
  const filled = Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, fillText(value, values)]))
  return { kind: 'template', name, language: languageFor(reader, languages, language), values: filled, couponCode: '' }
}
