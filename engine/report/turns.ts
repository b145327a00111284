import { breathe } from '../kernel/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { Times } from './span.ts'

/** One message of a chat as far as reports care: who wrote, and whether it asks, answers, or does neither. */
export type Turn = {
  readonly at: number
  readonly customerSeq: number
  readonly turn: 'asks' | 'tap' | 'reaction' | 'answer'
  readonly seq: number
}

const AT_ONCE = 5_000

/** Every turn between two times (the second not included) in order of time, read from the index alone, in slices. */
export async function* turnsBetween(db: ReadHandle, { from, to }: Times): AsyncGenerator<readonly Turn[]> {
  let after: Turn = { at: from, customerSeq: -1, turn: 'answer', seq: -1 }
  for (;;) {
    const turns = db.all<Turn>(sql`
      select at, customer_seq as customerSeq, turn, seq from message indexed by message_turn
      where turn is not null and at < ${to} and (at, customer_seq, turn, seq) > (${after.at}, ${after.customerSeq}, ${after.turn}, ${after.seq})
      order by at, customer_seq, turn, seq limit ${AT_ONCE}`)
    if (turns.length > 0) yield turns
    const last = turns.at(-1)
    if (last === undefined || turns.length < AT_ONCE) return
    after = last
    await breathe()
  }
}

/** Answers that reached nobody: refused, failed, or never handed over. */
export const failedAnswers = (db: ReadHandle): ReadonlySet<number> =>
  new Set(
    db
      .all<{ seq: number }>(sql`
        select m.seq from run r cross join send s on s.run_id = r.run_id cross join message m on m.send_id = s.send_id
        where r.owner = 'reply' and s.state in ('skipped', 'rejected', 'failed')`)
      .map(({ seq }) => seq),
  )

/** When somebody of the shop next answered a customer after a time; null while nobody did. */
export const nextAnswer = (
  db: ReadHandle,
  customerSeq: number,
  { after, failed }: { readonly after: number; readonly failed: ReadonlySet<number> },
) => {
  for (const { at, seq } of db.all<{ at: number; seq: number }>(
    sql`select at, seq from message where customer_seq = ${customerSeq} and at >= ${after} and turn = 'answer' order by at limit 20`,
  ))
    if (!failed.has(seq)) return at
  return null
}

/** Whether somebody of the shop ended the conversation. */
export const isEnded = (db: ReadHandle, customerSeq: number): boolean =>
  db.get(sql`select 1 from conversation where customer_seq = ${customerSeq} and closed <> 0`) !== undefined
