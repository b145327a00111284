import type { Inbound } from '../inbox/index.ts'
import { newId } from '../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Context } from './context.ts'
import { spokenIn } from './facts.ts'
import type { Book } from './kept/book.ts'
import { addDoubt, openDoubts } from './kept/doubts.ts'
import { cancelPlans } from './kept/plans.ts'
import { isElsewhere } from './rules/payload.ts'
import { maybeWish } from './words/wishes.ts'

/** What says nothing that could be answered. */
const SILENT: ReadonlySet<Inbound['content']['kind']> = new Set(['reaction', 'system', 'unsupported'])

/** Longest part of a message that is kept for the pile. */
const DOUBT_CHARACTERS = 1_000

/**
 * Hears of a message inside the transaction that keeps it. Only what must not be lost happens here: plans that end when the
 * customer writes, the pile of doubtful wishes, and a note that the message waits to be looked at. Deciding comes after the
 * commit, so that a mistake in an automation never keeps a message out of the inbox.
 */
export function hearInbound(context: Context, db: WriteHandle, inbound: Inbound): void {
  const { content, customerSeq, wamid, at } = inbound
  if (SILENT.has(content.kind)) return
  const book = context.book()
  endDrips(context, db, { book, customerSeq })
  const { text, payload } = spokenIn(content)
  // The product list and the stop button of broadcasts are answered there.
  if (isElsewhere(payload)) return
  if (text !== null && payload === null) {
    if (context.deps.isAnswered?.(db, text) === true) return
    layAside(context, db, { book, inbound, text })
  }
  if (book.paused !== null || !mayAnswer(context, book, at)) return
  db.run(sql`insert into automation_unread (wamid, customer_seq, at) values (${wamid}, ${customerSeq}, ${at}) on conflict do nothing`)
  db.afterCommit(() => context.wake())
}

const ANSWERS_LATE: ReadonlySet<string> = new Set(['away'])
const ANSWERS_NOTHING: ReadonlySet<string> = new Set(['reminder', 'drip'])

/** After a long night thousands of messages come at once; what nothing may answer any more is not even noted. */
function mayAnswer({ deps }: Context, { automations, settings }: Book, at: number): boolean {
  const isFresh = deps.clock.now() - at <= settings.freshMinutes * 60_000
  return automations.some(({ isOn, work }) => isOn && (isFresh ? !ANSWERS_NOTHING.has(work.kind) : ANSWERS_LATE.has(work.kind)))
}

function endDrips({ deps }: Context, db: WriteHandle, { book, customerSeq }: { readonly book: Book; readonly customerSeq: number }): void {
  const automationIds = book.automations.flatMap(({ automationId, work }) =>
    work.kind === 'drip' && work.stopOn.reply ? [automationId] : [],
  )
  if (automationIds.length > 0) cancelPlans(db, { automationIds, customerSeq }, { reason: 'replied', at: deps.clock.now() })
}

type Told = { readonly book: Book; readonly inbound: Inbound; readonly text: string }

function layAside({ deps }: Context, db: WriteHandle, { book, inbound, text }: Told): void {
  const hasPile = book.automations.some(({ isOn, work }) => isOn && work.kind === 'offer-words' && work.pile)
  if (!hasPile) return
  const maybe = maybeWish(text)
  // A certain wish is obeyed already.
  if (maybe === null || deps.customer.offerWord(text) !== null) return
  const { customerSeq, wamid, at } = inbound
  const doubtId = newId('dbt', deps.random, deps.clock.now())
  if (addDoubt(db, { doubtId, customerSeq, wamid, text: text.slice(0, DOUBT_CHARACTERS), at, ...maybe })) tellDoubts(deps, db)
}

/** Tells how many doubtful messages wait, once the transaction stands. */
export const tellDoubts = ({ announcer, vault }: Pick<Context['deps'], 'announcer' | 'vault'>, db: WriteHandle): void =>
  db.afterCommit(() => announcer.announce('automation.doubtsChanged', { open: openDoubts(vault.store.read) }))

/** Messages that nothing has looked at yet, oldest first. */
export const unreadMessages = (db: ReadHandle, most: number): string[] =>
  db.all<{ wamid: string }>(sql`select wamid from automation_unread order by at, wamid limit ${most}`).map(({ wamid }) => wamid)
