import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Content } from './message/rules.ts'

/** Stands where a hand-picked person was erased and nobody else is left: it matches no one. */
const NOBODY = 'cus_0000000000'

type PartRow = { readonly broadcast: string; readonly what: string; readonly detail: string; readonly at: number | null }

/** Broadcasts that left the person out, were answered by a tap, or name them by hand. Counts of broadcasts stay right. */
const broadcasts: PersonalDataSource = {
  kind: 'broadcasts',
  tables: ['broadcast_left_out', 'broadcast_answer', 'broadcast'],
  count: (db, customerId) => partsOf(db, customerId).length,
  collect: (db, customerId) => ({ items: partsOf(db, customerId), files: [] }),
  erase(db, customerId) {
    const leftOut = db.run(sql`update broadcast_left_out set customer_seq = null where customer_seq = ${seqOf(customerId)}`).changes
    const answers = db.run(sql`delete from broadcast_answer where customer_seq = ${seqOf(customerId)}`).changes
    return leftOut + answers + unpick(db, customerId)
  },
}

/** What this room keeps about people. */
export const personalData: readonly PersonalDataSource[] = [broadcasts]

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const partsOf = (db: ReadHandle, customerId: string): PartRow[] =>
  db.all(sql`
    select b.name as broadcast, 'left out' as what, l.reason as detail, b.approved_at as at
    from broadcast_left_out l join broadcast b on b.broadcast_id = l.broadcast_id where l.customer_seq = ${seqOf(customerId)}
    union all
    select b.name, 'button tapped', a.kind, a.at
    from broadcast_answer a join broadcast b on b.broadcast_id = a.broadcast_id where a.customer_seq = ${seqOf(customerId)}
    union all
    select name, 'picked by hand', '', saved_at from broadcast where instr(content, ${JSON.stringify(customerId)}) > 0
    order by 4, 1`)

/** Takes a hand-picked person out of every list of ids. */
function unpick(db: WriteHandle, customerId: string): number {
  const rows = db.all<{ broadcastId: string; content: string }>(
    sql`select broadcast_id as broadcastId, content from broadcast where instr(content, ${JSON.stringify(customerId)}) > 0`,
  )
  for (const { broadcastId, content } of rows) {
    const changed = JSON.stringify(withoutPerson(JSON.parse(content) as Content, customerId))
    db.run(sql`update broadcast set content = ${changed} where broadcast_id = ${broadcastId}`)
  }
  return rows.length
}

/** Content in which a hand-picked person is no longer named. */
export function withoutPerson(content: Content, customerId: string): unknown {
  const { audience } = content
  if (audience.include.kind !== 'customers') return content
  const others = audience.include.customerIds.filter((id) => id !== customerId)
  return { ...content, audience: { ...audience, include: { kind: 'customers', customerIds: others.length === 0 ? [NOBODY] : others } } }
}
