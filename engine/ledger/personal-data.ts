import { sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'
import type { LedgerContext, Tx } from './context.ts'
import { personOf } from './claim.ts'
import { findSendBySeq, type SendRecord } from './queries.ts'
import { finishIfDone } from './runs.ts'
import { moveSend } from './sends.ts'

/** What the ledger keeps about one person, for export and erasure; has the shape that the privacy room asks of each room. */
export type LedgerPersonalData = {
  readonly kind: string
  readonly tables: readonly string[]
  count(db: ReadHandle, customerId: string): number
  collect(db: ReadHandle, customerId: string): { readonly items: readonly unknown[]; readonly files: readonly [] }
  erase(db: WriteHandle, customerId: string): number
}

type Row = SendRecord & { accepted_at: number | null; delivered_at: number | null }

const seqsOf = (db: ReadHandle, customerId: string): number[] =>
  db
    .all<{ seq: number }>(sql`
      select send.seq from send join customer on customer.seq = send.customer_seq where customer.customer_id = ${customerId} order by send.seq`)
    .map((row) => row.seq)

/**
 * Erasing takes number, ids, text and Meta's message id (it holds the number in Meta's coding) out of every row; state,
 * template, market and price stay as a row of nobody, so that reports and the daily limit still add up.
 */
export function createPersonalData(context: LedgerContext): LedgerPersonalData {
  return {
    kind: 'sent messages',
    tables: ['send', 'attempt', 'status_event'],
    count: (db, customerId) => seqsOf(db, customerId).length,
    collect: (db, customerId) => ({ items: seqsOf(db, customerId).map((seq) => describe(db, seq)), files: [] }),
    erase(db, customerId) {
      const seqs = seqsOf(db, customerId)
      for (const seq of seqs) eraseSend({ context, db }, seq)
      if (seqs.length > 0) db.forgetSoon()
      return seqs.length
    },
  }
}

function describe(db: ReadHandle, seq: number): unknown {
  const send = db.get<Row>(sql`select *, wamid from send where seq = ${seq}`)
  if (send === undefined) return {}
  return {
    to: send.to_phone ?? send.to_user_id,
    template: send.template_name,
    language: send.template_language,
    message: JSON.parse(send.body) as unknown,
    state: send.state,
    reason: send.reason,
    metaCode: send.meta_code,
    metaMessageId: send.wamid,
    acceptedAt: send.accepted_at,
    deliveredAt: send.delivered_at,
    changedAt: send.changed_at,
    events: db.all(sql`select status, at, meta_code as metaCode from status_event where wamid = ${send.wamid} order by at`),
  }
}

/** The attempts of one send in two parts, because each has an index of its own; without one every attempt of the shop is read. */
const attemptsOf = (seq: number): readonly Sql[] => [
  sql`send_seq = ${seq} and state in ('sending', 'in_doubt', 'unconfirmed', 'accepted')`,
  sql`send_seq = ${seq} and state in ('rejected', 'released', 'superseded')`,
]

function eraseSend(tx: Tx, seq: number): void {
  const { context, db } = tx
  const send = findSendBySeq(db, seq)
  if (send === undefined) return
  if (send.state === 'planned') {
    moveSend(tx, { send, to: 'skipped', at: context.deps.clock.now(), patch: { reason: 'erased' } })
    finishIfDone(tx, send.run_id)
  }
  const nobody = `erased:${Buffer.from(context.deps.random.bytes(16)).toString('hex')}`
  const wamids = [
    send.wamid,
    ...attemptsOf(seq).flatMap((of) =>
      db.all<{ wamid: string | null }>(sql`select wamid from attempt where ${of}`).map(({ wamid }) => wamid),
    ),
  ]
  for (const wamid of wamids) if (wamid !== null) db.run(sql`delete from status_event where wamid = ${wamid}`)
  // A hash of a text that can be guessed tells whose it was.
  for (const of of attemptsOf(seq)) db.run(sql`update attempt set wamid = null, body_sha256 = '' where ${of}`)
  db.run(sql`
    update send set rkey = ${nobody}, customer_seq = null, to_phone = null, to_user_id = null, body = '{}', body_sha256 = '', wamid = null
    where seq = ${seq}`)
  db.afterCommit(() => {
    if (send.state === 'sending') context.erasedUnderWay.add(seq)
    context.people.rename(personOf(send), nobody)
  })
}

/** Removes events that no message of ours answers to after this long; Meta repeats an event for a week at most. */
export const ORPHANS_KEPT_MS = 8 * 86_400_000

/** Deletes events about messages that are not ours (any more). */
export function dropOrphanEvents(db: WriteHandle, now: number): number {
  return db.run(
    sql`delete from status_event where received_at < ${now - ORPHANS_KEPT_MS} and not exists (select 1 from send where send.wamid = status_event.wamid)`,
  ).changes
}
