import type { KeepAnswer } from '#contract/ipc/automation-parts.ts'
import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import type { CustomerId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { CallContext } from '../kernel/index.ts'
import type { AutomationDeps } from './deps.ts'
import { cut } from './rules/texts.ts'
import type { Read } from './rules/flow.ts'

type Answered = Extract<Read, { readonly fits: true }>
type Keeping = { readonly keep: z.infer<typeof KeepAnswer>; readonly read: Answered }
type Deps = Pick<AutomationDeps, 'customer' | 'logger'>
type Card = CallOutput<'customer.get'>

const MOST_TAGS = 50
const TAG_CHARACTERS = 100
const NOTE_CHARACTERS = 4_000

/** Gives a customer a tag, joining the caller's transaction; one that they have already is not given twice. */
export function addTag(deps: Deps, customerId: string, tag: string): void {
  const card = cardOf(deps, customerId)
  const wanted = cut(tag.trim(), TAG_CHARACTERS)
  if (card === null || wanted === '' || card.tags.includes(wanted) || card.tags.length >= MOST_TAGS) return
  save(deps, { customerId: card.customerId, tags: [...card.tags, wanted] })
}

/** Keeps what was answered to a question where the flow says, joining the caller's transaction. */
export function keepAnswer(deps: Deps, customerId: string, { keep, read }: Keeping): void {
  if (keep.as === 'tag') return addTag(deps, customerId, `${keep.prefix}${read.value}`)
  const card = cardOf(deps, customerId)
  if (card === null) return
  const change = changeOf(card, { keep, read })
  if (change !== null) save(deps, { customerId: card.customerId, ...change })
}

function changeOf(card: Card, { keep, read }: Keeping): Omit<CallInput<'customer.save'>, 'customerId'> | null {
  if (keep.as === 'note') {
    const line = keep.label === '' ? read.value : `${keep.label}: ${read.value}`
    // What staff wrote is worth more than one more answer.
    const note = card.note === '' ? line : `${card.note}\n${line}`
    return note.length > NOTE_CHARACTERS ? null : { note }
  }
  if (keep.as === 'day') return withDay(card, { date: keep.date, answered: read.date })
  if (keep.as !== 'field') return null
  const most = { name: 200, addressAs: 100, language: 16 }[keep.field]
  return { [keep.field]: read.value.slice(0, most) }
}

function withDay(
  card: Card,
  { date, answered }: { readonly date: string; readonly answered: string | null },
): { dates: Card['dates'] } | null {
  const parts = answered === null ? null : /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(answered)
  if (parts === null) return null
  const year = parts[1] === '-' ? null : Number(parts[1])
  const others = card.dates.filter((one) => one.date !== date)
  return { dates: [...others, { date, month: Number(parts[2]), day: Number(parts[3]), year }] }
}

const BY_ITSELF: CallContext = { role: 'staff', person: 'auto', signal: new AbortController().signal }

function cardOf({ customer }: Deps, customerId: string): Card | null {
  const answer = customer.handlers['customer.get']?.({ customerId: customerId as CustomerId }, BY_ITSELF)
  return answer === undefined || answer instanceof Promise || !answer.ok ? null : answer.value
}

/** The customers' own call, because it knows what a change entails; it joins the transaction that is open. */
function save({ customer, logger }: Deps, input: CallInput<'customer.save'>): void {
  const parsed = calls['customer.save'].input.safeParse(input)
  const saved = parsed.success ? customer.handlers['customer.save']?.(parsed.data, BY_ITSELF) : undefined
  if (saved === undefined || saved instanceof Promise || !saved.ok) logger.warn('automation.answer-not-kept')
}
