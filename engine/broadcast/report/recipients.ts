import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast } from '../queries.ts'
import { countRecipients, leftOutPage, sendPage, type RecipientPlace, type RecipientRow } from './queries.ts'

type Recipients = CallOutput<'broadcast.recipients'>
type Recipient = Recipients['recipients'][number]

/** What became of every single person, page by page: those sealed first, then those left out. */
export function listRecipients(deps: BroadcastDeps, input: ParsedInput<'broadcast.recipients'>): Result<Recipients> {
  const db = deps.vault.store.read
  if (findBroadcast(db, input.broadcastId) === undefined) return fail('broadcast-missing')
  const filter = { broadcastId: input.broadcastId, state: input.state, reason: input.reason, step: input.step, search: input.search.trim() }
  const from = readCursor(input.cursor)
  const wanted = input.limit + 1
  const sends = from.part === 'send' ? sendPage(db, filter, { after: from.seq, limit: wanted }) : []
  const leftOut =
    sends.length === wanted ? [] : leftOutPage(db, filter, { after: from.part === 'left-out' ? from.seq : 0, limit: wanted - sends.length })
  const rows = [...sends.map((row) => ({ part: 'send' as const, row })), ...leftOut.map((row) => ({ part: 'left-out' as const, row }))]
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return ok({
    recipients: shown.map(({ row }) => toRecipient(row)),
    total: countRecipients(db, filter),
    nextCursor: rows.length > input.limit && last !== undefined ? writeCursor({ part: last.part, seq: last.row.seq }) : null,
  })
}

const writeCursor = ({ part, seq }: RecipientPlace): string => `${part}:${seq}`

/** A cursor that is none begins at the start. */
function readCursor(cursor: string | undefined): RecipientPlace {
  const [, part, seq] = /^(send|left-out):(\d{1,15})$/.exec(cursor ?? '') ?? []
  return { part: part === 'left-out' ? 'left-out' : 'send', seq: Number(seq ?? 0) }
}

function toRecipient(row: RecipientRow): Recipient {
  const { seq: _, customerSeq: __, ...facts } = row
  // Names and numbers of the erased are gone; the row stays so that the counts stay right.
  return { ...facts, name: row.name ?? '' } as Recipient
}
