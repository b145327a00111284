import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { HandOverReason } from '#contract/ipc/automation-views.ts'
import type { Waiting } from '../rules/decide.ts'

/** How the automations stand with one customer; times in ms. */
export type Chat = {
  readonly silentUntil: number | null
  readonly silentReason: HandOverReason | null
  readonly misses: number
  readonly awayAt: number | null
  readonly waiting: Waiting | null
}

const NEW: Chat = { silentUntil: null, silentReason: null, misses: 0, awayAt: null, waiting: null }

type Stored = Omit<Chat, 'waiting'> & { readonly waiting: string | null }

export function readChat(db: ReadHandle, customerSeq: number): Chat {
  const row = db.get<Stored>(sql`
    select silent_until as silentUntil, silent_reason as silentReason, misses, away_at as awayAt, waiting from automation_chat where customer_seq = ${customerSeq}`)
  return row === undefined ? NEW : { ...row, waiting: row.waiting === null ? null : (JSON.parse(row.waiting) as Waiting) }
}

export function keepChat(db: WriteHandle, customerSeq: number, chat: Chat): void {
  const waiting = chat.waiting === null ? null : JSON.stringify(chat.waiting)
  db.run(sql`
    insert into automation_chat (customer_seq, silent_until, silent_reason, misses, away_at, waiting)
    values (${customerSeq}, ${chat.silentUntil}, ${chat.silentReason}, ${chat.misses}, ${chat.awayAt}, ${waiting})
    on conflict (customer_seq) do update set silent_until = excluded.silent_until, silent_reason = excluded.silent_reason,
      misses = excluded.misses, away_at = excluded.away_at, waiting = excluded.waiting`)
}

/** Silences the automations with a customer and forgets what waited for an answer. */
export const silence = (db: WriteHandle, customerSeq: number, by: { readonly until: number; readonly reason: HandOverReason }): void =>
  keepChat(db, customerSeq, { ...readChat(db, customerSeq), silentUntil: by.until, silentReason: by.reason, misses: 0, waiting: null })

/** Ends what waits for an answer to this automation, everywhere. */
export const endWaiting = (db: WriteHandle, automationId: string): void =>
  void db.run(sql`update automation_chat set waiting = null where waiting ->> '$.automationId' = ${automationId}`)
