import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { readerOf, valuesOf, type Speaking } from './compose.ts'
import type { Context } from './context.ts'
import { wishesOf } from './due/drip-wishes.ts'
import { dueMessages, type DueMessages } from './due/message.ts'
import { isWindowOpen } from './due/window.ts'
import type { AutomationRow } from './kept/book.ts'
import { personById, type Person } from './kept/people.ts'
import type { OrderFacts } from './kept/plans.ts'
import { lastAskedAt } from './kept/surveys.ts'
import { decideDue, type DueFacts } from './rules/due.ts'
import { shownMessage } from './shown.ts'

type Answer = CallOutput<'automation.tryDue'>
type Step = Answer['steps'][number]
type Trial = Pick<AutomationRow, 'automationId' | 'work'>

const DAY_MS = 86_400_000
const UNSAVED = 'aut_0000000000'

/**
 * Says what a reminder, a drip or a survey would tell a customer now, and what would keep it back; tells and changes nothing.
 * Errors: customer-missing, automation-missing, input-refused for one that answers.
 */
export function tryDue(context: Context, input: ParsedInput<'automation.tryDue'>): Result<Answer> {
  const { deps } = context
  const db = deps.vault.store.read
  const person = input.customerId === undefined ? null : personById(db, input.customerId)
  if (person === undefined) return fail('customer-missing')
  const trial = trialOf(context, input)
  if (trial === null) return fail('automation-missing')
  const parts = partsOf(trial.work)
  if (parts === null) return fail('input-refused', { field: 'work' })
  const now = deps.clock.now()
  const speaking = speakingTo(context, person)
  return ok({
    window: person === null ? null : isWindowOpen(person, now) ? 'open' : 'closed',
    steps: parts.map((partId) => stepOf(context, speaking, { trial, partId, now })),
  })
}

/** What is tried: work that is not saved yet goes before what is; null where there is neither. */
function trialOf({ book }: Context, { automationId, work }: ParsedInput<'automation.tryDue'>): Trial | null {
  if (automationId === undefined) return work === undefined ? null : { automationId: UNSAVED, work }
  const known = book().automations.find((one) => one.automationId === automationId)
  return known === undefined ? null : { automationId, work: work ?? known.work }
}

function speakingTo(context: Context, person: Person | null): Speaking {
  const { deps } = context
  const db = deps.vault.store.read
  const values = { ...valuesOf(deps, person), ...(person === null ? {} : latestOrder(context, db, person)) }
  return { deps, db, book: context.book(), person, reader: readerOf(person, ''), values }
}

type Trying = { readonly trial: Trial; readonly partId: string; readonly now: number }

function stepOf(context: Context, speaking: Speaking, { trial, partId, now }: Trying): Step {
  const { deps, db, person } = speaking
  const messages = dueMessages(speaking, { ...trial, partId })
  const shown = (message: DueMessages['open']) => (message === null ? null : shownMessage(deps, db, message))
  return {
    partId: partId === '' ? null : partId,
    open: shown(messages.open),
    closed: shown(messages.closed),
    ...(person === null ? { keptBack: null, waitsUntil: null } : hindered(context, { trial, person, messages, now })),
  }
}

/** The parts that are said one by one; null for what only answers. */
function partsOf(work: AutomationRow['work']): readonly string[] | null {
  if (work.kind === 'drip') return work.steps.map(({ stepId }) => stepId)
  return work.kind === 'reminder' || work.kind === 'survey' ? [''] : null
}

/** What is known of the customer's latest order, as texts may say it. */
function latestOrder({ deps }: Context, db: ReadHandle, { customerSeq }: Person): OrderFacts {
  const row = db.get<{ number: string; totalMicros: number; currency: string }>(sql`
    select number, total_micros as totalMicros, currency from customer_order where customer_seq = ${customerSeq} order by at desc limit 1`)
  if (row === undefined) return {}
  const format = new Intl.NumberFormat(deps.vault.shop.locale, { style: 'currency', currency: row.currency, minimumFractionDigits: 0 })
  return { number: row.number, total: format.format(row.totalMicros / 1_000_000) }
}

type Hindering = { readonly trial: Trial; readonly person: Person; readonly messages: DueMessages; readonly now: number }

function hindered(context: Context, hindering: Hindering): Pick<Step, 'keptBack' | 'waitsUntil'> {
  const decision = decideDue(factsNow(context, hindering))
  if ('skip' in decision) return { keptBack: decision.skip, waitsUntil: null }
  const waitsUntil = 'waitUntil' in decision ? (decision.waitUntil as TimestampMs) : null
  const { messages, person, now } = hindering
  if (wasAsked(context, hindering)) return { keptBack: 'asked-lately', waitsUntil }
  const saysNothing = messages.closed === null && (messages.open === null || !isWindowOpen(person, now))
  return { keptBack: saysNothing ? 'window-closed' : null, waitsUntil }
}

/** As if it fell due now, on an order and a chat that are as they were. */
function factsNow({ deps, book, quiet }: Context, { trial: { work }, person, now }: Hindering): DueFacts {
  const { paused, settings } = book()
  const { quietHours } = settings
  return {
    dueAt: now,
    now,
    graceMs: DAY_MS,
    quietUntil: quietHours === null ? null : quiet.until({ toPhone: person.phone, toUserId: person.userId }, quietHours, now),
    isOn: true,
    isPaused: paused !== null,
    isBlocked: person.blocked === 1,
    hasReplied: false,
    hasOrdered: false,
    hasChanged: false,
    ...(work.kind === 'drip' ? wishesOf(deps.vault.store.read, work, { person, now }) : { isUnwanted: false, isBusy: false }),
  }
}

function wasAsked({ deps }: Context, { trial: { work }, person, now }: Hindering): boolean {
  if (work.kind !== 'survey') return false
  const asked = lastAskedAt(deps.vault.store.read, person.customerSeq)
  return asked !== null && now - asked < work.onceInDays * DAY_MS
}
