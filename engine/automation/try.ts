import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { AutomationId } from '#contract/kernel/values.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { planOf } from './act.ts'
import { readerOf, said, valuesOf, type Speaking } from './compose.ts'
import type { Context } from './context.ts'
import type { Outgoing } from './deps.ts'
import { factsOf } from './facts.ts'
import type { AutomationRow, Book } from './kept/book.ts'
import { readChat, type Chat } from './kept/chats.ts'
import { personById, type Person } from './kept/people.ts'
import { decide, type Asked, type Winner } from './rules/decide.ts'
import { isRepeated } from './say.ts'
import { shownMessage } from './shown.ts'
import { maybeWish } from './words/wishes.ts'

type Input = ParsedInput<'automation.try'>
type Answer = CallOutput<'automation.try'>

const STRANGER: Chat = { silentUntil: null, silentReason: null, misses: 0, awayAt: null, waiting: null }
/** As if somebody wrote again after some days, so that greetings are tried with a customer only. */
const GREETED_MS = 0

/** Tries a text: who would answer it, with what, and why the others would not. Nothing is said or changed. Errors: customer-missing, automation-missing. */
export function tryText(context: Context, input: Input): Result<Answer> {
  const { deps } = context
  const db = deps.vault.store.read
  const person = input.customerId === undefined ? null : personById(db, input.customerId)
  if (person === undefined) return fail('customer-missing')
  const book = trialBook(context, input)
  if (book === null) return fail('automation-missing')
  const trial = trialOf({ ...context, book: () => book }, input, person)
  const decision = decide(trialFacts(trial))
  const messages = decision.winner === null ? [] : messagesOf(trial, decision.winner)
  return ok({
    winner: winnerView(decision.winner),
    messages: messages.map((message) => shownMessage(deps, db, message)),
    keptBack: decision.keptBack ?? (isSaidLately(trial, messages) ? 'said-already' : null),
    others: decision.others.map((one) => ({ ...askedView(one), why: one.why })),
    offers: offersOf(context, input.text),
  })
}

function trialOf(context: Context, { at, text, language }: Input, person: Person | null): Trial {
  const { deps } = context
  const db = deps.vault.store.read
  const chat = person === null ? STRANGER : readChat(db, person.customerSeq)
  return {
    context,
    db,
    book: context.book(),
    person,
    chat,
    now: at ?? deps.clock.now(),
    text,
    language: language ?? person?.language ?? null,
  }
}

type Trial = {
  readonly context: Context
  readonly db: ReadHandle
  readonly book: Book
  readonly person: Person | null
  readonly chat: Chat
  readonly now: number
  readonly text: string
  readonly language: string | null
}

const trialFacts = ({ context, db, book, person, chat, now, text, language }: Trial) =>
  factsOf(context.deps, db, {
    book,
    chat,
    customerSeq: person?.customerSeq ?? null,
    spoken: { text, payload: null },
    language,
    silenceMs: silenceOf(db, person, now),
    at: now,
    now,
  })

const isSaidLately = ({ db, person, now }: Trial, messages: readonly Outgoing[]): boolean =>
  person !== null && messages.length > 0 && messages.every((message) => isRepeated(db, person.customerSeq, { message, now }))

const winnerView = (winner: Winner | null): Answer['winner'] =>
  winner === null ? null : { ...askedView(winner), word: winner.word, handsOver: winner.handsOver }

function messagesOf({ context, db, book, person, chat, text, language }: Trial, winner: Winner): readonly Outgoing[] {
  const { deps } = context
  const speaking: Speaking = { deps, db, book, person, reader: { ...readerOf(person, text), language }, values: valuesOf(deps, person) }
  const plan = planOf(context, speaking, { winner, chat, spoken: { text, payload: null } })
  const isPerson = winner.decidedBy === 'hand-over' || winner.handsOver === 'misses'
  const told = winner.handsOver === null && plan.ending?.handOver !== true ? [] : said(speaking, book.settings.handOver.texts).messages
  return isPerson ? told : [...plan.messages, ...told]
}

const askedView = ({ decidedBy, automationId, name, partId, partName }: Asked): Omit<Answer['others'][number], 'why'> => ({
  decidedBy,
  automationId: automationId as AutomationId | null,
  name,
  partId,
  partName,
})

/** The book as it would be with the tried automation on; null when there is none of that id. */
function trialBook(context: Context, { automationId, work }: Input): Book | null {
  const book = context.book()
  if (automationId === undefined)
    return work === undefined ? book : { ...book, automations: [...book.automations, { ...UNSAVED, kind: work.kind, work }] }
  const known = book.automations.find((one) => one.automationId === automationId)
  if (known === undefined) return null
  const tried: AutomationRow = { ...known, isOn: true, ...(work === undefined ? {} : { work, kind: work.kind }) }
  return { ...book, automations: book.automations.map((one) => (one === known ? tried : one)) }
}

const UNSAVED = { automationId: 'aut_0000000000', name: '', isOn: true, savedAt: 0, savedBy: '' }

function silenceOf(db: ReadHandle, person: Person | null, now: number): number | null {
  if (person === null) return GREETED_MS
  const last = db.get<{ at: number | null }>(sql`
    select max(at) as at from message where customer_seq = ${person.customerSeq} and direction = 'in' and content ->> '$.kind' not in ('reaction', 'system')`)?.at
  return last === undefined || last === null ? null : Math.max(0, now - last)
}

function offersOf({ deps }: Context, text: string): Answer['offers'] {
  const certain = deps.customer.offerWord(text)
  if (certain !== null) return certain
  const maybe = maybeWish(text)
  return maybe === null ? null : `doubtful-${maybe.mayMean}`
}
