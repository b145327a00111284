import type { OutgoingMessage } from '#contract/ipc/inbox.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { announceOrder } from '../add.ts'
import type { OrderDeps, OrderView } from '../face.ts'
import { findOrder, ownerOf } from '../queries.ts'
import { moveOf, orderValues, readerOf } from './facts.ts'
import type { MoveListener, OrderHands, Reader } from './hands.ts'
import { addStep, forgetWork, keepStanding, lastStep, removeStep } from './kept.ts'
import { planAct, type Notice, type Plan, type Standing } from './states.ts'
import { fittingTemplates } from './templates.ts'
import { readWords } from './words.ts'

export type Work = { readonly deps: OrderDeps; readonly hands: OrderHands; readonly moved: MoveListener }

type Outgoing = z.infer<typeof OutgoingMessage>

/** The ledger sends free-form only until so long before Meta's end of the window. */
const RESERVE_MS = 600_000

const standingOf = ({ state, totalMicros, lines, dueAt, carrier, tracking }: OrderView): Standing => ({
  state,
  totalMicros,
  lines,
  dueAt,
  carrier,
  tracking,
})

type Owned = { readonly order: OrderView; readonly customerSeq: number; readonly reader: Reader }

/** An order of somebody who is still there. Error: order-missing. */
function owned(db: ReadHandle, orderId: string): Result<Owned> {
  const order = findOrder(db, orderId)
  const customerSeq = ownerOf(db, orderId)?.customerSeq ?? null
  const reader = customerSeq === null ? undefined : readerOf(db, customerSeq)
  return order === undefined || customerSeq === null || reader === undefined ? fail('order-missing') : ok({ order, customerSeq, reader })
}

type Said = { readonly language: string; readonly text: string; readonly values: Readonly<Record<string, string | undefined>> }

/** What is told, in the shop's words and the reader's language; null where nothing is. */
function wordsFor({ deps, hands }: Work, db: ReadHandle, { order, reader, plan }: Owned & { readonly plan: Plan }): Said | null {
  if (plan.notice === null) return null
  const { locale, timeZone, name } = deps.vault.shop
  const texts = readWords(db, locale).words[plan.notice]
  const told = { reference: order.reference, currency: order.currency, standing: plan.after, note: plan.note, timeZone }
  const { language } = hands.say(texts, reader, {})
  const values = { ...orderValues(told, reader, language), shop: name }
  return { language, text: hands.say(texts, reader, values).text.trim(), values }
}

/** What an act would say and cost. Errors: those of planAct, order-missing. */
export function propose(work: Work, input: ParsedInput<'order.propose'>): Result<CallOutput<'order.propose'>> {
  const { deps, hands } = work
  const db = deps.vault.store.read
  const found = owned(db, input.orderId)
  if (!found.ok) return found
  const { order, customerSeq, reader } = found.value
  const plan = planAct(standingOf(order), input.act)
  if (!plan.ok) return plan
  const { notice, after } = plan.value
  const said = wordsFor(work, db, { ...found.value, plan: plan.value })
  const closesAt = hands.inbox.windowClosesAt(db, customerSeq)
  const { language = '', text = '' } = said ?? {}
  return ok({
    isWindowOpen: closesAt !== null && closesAt - RESERVE_MS > deps.clock.now(),
    totalMicros: after.totalMicros,
    currency: order.currency,
    notice,
    text,
    language,
    templates: said === null ? [] : templatesFor(work, db, { order, reader, notice, said }),
  })
}

type Wanted = Pick<Owned, 'order' | 'reader'> & { readonly notice: Notice | null; readonly said: Said }

function templatesFor({ deps, hands }: Work, db: ReadHandle, { order, reader, notice, said }: Wanted) {
  if (notice === null || order.customerId === null) return []
  const languages = [reader.language ?? said.language, said.language, deps.vault.shop.locale]
  return fittingTemplates(hands, db, { customerId: order.customerId, notice, languages, values: said.values })
}

/** Does something with an order and tells the customer, both or neither. Errors: those of planAct and of a reply. */
export function act(work: Work, input: ParsedInput<'order.act'>, person: string): Result<CallOutput<'order.act'>> {
  const { deps } = work
  return deps.vault.store.write((db) => {
    const found = owned(db, input.orderId)
    if (!found.ok) return found
    const plan = planAct(standingOf(found.value.order), input.act)
    if (!plan.ok) return plan
    const told = tell(work, db, { ...found.value, plan: plan.value, input, person })
    if (!told.ok) return told
    const order = keep(work, db, { ...found.value, plan: plan.value, messageId: told.value, person })
    return ok({ order, messageId: told.value })
  })
}

type Telling = Owned & { readonly plan: Plan; readonly input: ParsedInput<'order.act'>; readonly person: string }

/** Says it by the inbox, and with it the ledger; null where nothing is said. */
function tell(work: Work, db: WriteHandle, telling: Telling): Result<MessageId | null> {
  const { customerSeq, input, person } = telling
  const message = messageOf(work, db, telling)
  if (message === null) return ok(null)
  return work.hands.inbox.enqueue(db, customerSeq, message, { sentBy: person, holdMs: input.holdMs })
}

function messageOf(work: Work, db: ReadHandle, telling: Telling): Outgoing | null {
  const { telling: how } = telling.input
  switch (how.by) {
    case 'nothing':
      return null
    case 'suggested': {
      const text = wordsFor(work, db, telling)?.text ?? ''
      return text === '' ? null : { kind: 'text', text }
    }
    case 'text':
      return { kind: 'text', text: how.text }
    case 'template':
      return { kind: 'template', name: how.name, language: how.language, values: { ...how.values }, couponCode: '' }
  }
}

type Keeping = Owned & { readonly plan: Plan; readonly messageId: MessageId | null; readonly person: string }

function keep(work: Work, db: WriteHandle, { order, customerSeq, plan, messageId, person }: Keeping): OrderView {
  const { deps } = work
  const { orderId } = order
  const at = deps.clock.now()
  const hadWork = db.get(sql`select 1 from order_work where order_id = ${orderId}`) !== undefined
  const isNewState = plan.after.state !== order.state || plan.notice === 'changed'
  if (JSON.stringify(plan.after) !== JSON.stringify(standingOf(order))) keepStanding(db, { orderId, customerSeq, standing: plan.after, at })
  addStep(db, {
    orderId,
    customerSeq,
    at,
    by: person,
    state: isNewState ? plan.after.state : null,
    notice: messageId === null ? null : plan.notice,
    detail: plan.detail,
    messageId,
    before: { ...standingOf(order), hadWork },
  })
  return tellOthers(work, db, { orderId, customerSeq, before: order })
}

type Changed = { readonly orderId: string; readonly customerSeq: number; readonly before: OrderView }

/** Other rooms hear of a new state and of another day; a notice alone changes nothing for them. */
function tellOthers({ deps, moved }: Work, db: WriteHandle, { orderId, customerSeq, before }: Changed): OrderView {
  const order = findOrder(db, orderId)
  if (order === undefined) throw new Error('Cannot happen: the order was written in this transaction')
  const { locale, timeZone } = deps.vault.shop
  if (order.state !== before.state || order.dueAt !== before.dueAt)
    moved(db, moveOf(order, customerSeq, { locale, timeZone, now: deps.clock.now() }))
  announceOrder(deps, db, customerSeq)
  return order
}

/** Takes the last step back, with its message. Errors: order-missing, order-told. */
export function undo(work: Work, orderId: string): Result<OrderView> {
  const { deps, hands } = work
  return deps.vault.store.write((db) => {
    const found = owned(db, orderId)
    if (!found.ok) return found
    const step = lastStep(db, orderId)
    if (step === undefined || step.before === null) return fail('order-told')
    if (step.messageId !== null && !hands.takeBack(step.messageId)) return fail('order-told')
    const { hadWork, ...standing } = step.before
    removeStep(db, step.seq)
    keepStanding(db, { orderId, customerSeq: found.value.customerSeq, standing, at: deps.clock.now() })
    if (!hadWork) forgetWork(db, orderId)
    return ok(tellOthers(work, db, { orderId, customerSeq: found.value.customerSeq, before: found.value.order }))
  })
}
