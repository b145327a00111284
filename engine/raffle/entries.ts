import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { RaffleDeps, Written } from './face.ts'
import { addEntry, entryPage, findRaffle, openRaffles } from './queries.ts'
import { isInTime, isKeyword } from './rules.ts'
import { announce, entryRuleOf } from './view.ts'

/** Lets people in by their message, in the transaction that keeps it: the time of writing counts, not that of arriving. */
export function takeKeywords(deps: RaffleDeps): void {
  deps.inbox.onInbound((db, written) => {
    const text = textOf(written)
    if (text === null) return
    for (const row of openRaffles(db)) {
      const rule = entryRuleOf(row)
      if (rule.kind !== 'keyword' || !isInTime(row, written.at) || !isKeyword(text, rule.word)) continue
      const { customerSeq, at } = written
      if (addEntry(db, { raffleSeq: row.seq, customerSeq, at })) announce(deps, db, row.raffleId)
    }
  })
}

/** What was written, or stood on the button that was tapped. */
const textOf = ({ content }: Written): string | null =>
  (content.kind === 'text' || content.kind === 'button') && typeof content.text === 'string' ? content.text : null

/**
 * Two records turned out to be one person: in a list that is open they are in once; in a frozen one both codes were
 * published, and the second stands for nobody any more.
 */
export function joinEntries(db: WriteHandle, { from, to }: { readonly from: number; readonly to: number }): void {
  db.run(sql`update or ignore raffle_entry set customer_seq = ${to} where customer_seq = ${from}`)
  db.run(sql`
    delete from raffle_entry where customer_seq = ${from} and raffle_seq in (select seq from raffle where state in ('draft', 'open'))`)
  db.run(sql`update raffle_entry set customer_seq = null where customer_seq = ${from}`)
}

/** Who is in, page by page. Errors: raffle-missing. */
export function listEntries({ vault }: RaffleDeps, input: ParsedInput<'raffle.entries'>): Result<CallOutput<'raffle.entries'>> {
  const db = vault.store.read
  const row = findRaffle(db, input.raffleId)
  if (row === undefined) return fail('raffle-missing')
  const after = /^\d{1,15}$/.test(input.cursor ?? '') ? Number(input.cursor) : 0
  const rows = entryPage(db, row.seq, { after, most: input.limit + 1 })
  const page = rows.slice(0, input.limit)
  type Entry = CallOutput<'raffle.entries'>['entries'][number]
  return ok({
    entries: page.map(({ entryCode, customerId, customerName, at }) => ({
      entryCode: entryCode ?? '',
      customerId: customerId as Entry['customerId'],
      customerName,
      at: at as Entry['at'],
    })),
    nextCursor: rows.length > input.limit ? String(page.at(-1)?.seq) : null,
  })
}
