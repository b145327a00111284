import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'

const seqOf = (db: ReadHandle, customerId: string): number | null =>
  db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq ?? null

const countIn = (db: ReadHandle, statement: ReturnType<typeof sql>): number => db.get<{ count: number }>(statement)?.count ?? 0

/**
 * Notices that tools asked for. Erasing cuts the tie and removes what the tool wrote; the keyed hash stays, so that the tool
 * can't send the same one again by accident.
 */
const notices: PersonalDataSource = {
  kind: 'notices of tools',
  tables: ['tool_notice'],
  count: (db, customerId) => countIn(db, sql`select count(*) as count from tool_notice where customer_seq = ${seqOf(db, customerId)}`),
  collect: (db, customerId) => ({
    items: db.all(sql`
      select tool, reference, kind, template, language, not_before as notBefore, latest, created_at as createdAt
      from tool_notice where customer_seq = ${seqOf(db, customerId)} order by seq`),
    files: [],
  }),
  erase(db, customerId) {
    const changed = db.run(sql`update tool_notice set reference = '', customer_seq = null where customer_seq = ${seqOf(db, customerId)}`)
    if (changed.changes > 0) db.forgetSoon()
    return changed.changes
  },
}

/** Events about a person that were told, or wait to be told, to a tool of the shop. */
const deliveries: PersonalDataSource = {
  kind: 'events for tools',
  tables: ['hook_delivery'],
  count: (db, customerId) => countIn(db, sql`select count(*) as count from hook_delivery where customer_seq = ${seqOf(db, customerId)}`),
  collect: (db, customerId) => ({
    items: db.all(sql`
      select d.event, d.at, d.state, h.name as toldTo from hook_delivery d join event_hook h on h.seq = d.hook_seq
      where d.customer_seq = ${seqOf(db, customerId)} order by d.seq`),
    files: [],
  }),
  erase(db, customerId) {
    const changed = db.run(sql`delete from hook_delivery where customer_seq = ${seqOf(db, customerId)}`)
    if (changed.changes > 0) db.forgetSoon()
    return changed.changes
  },
}

export const personalData: readonly PersonalDataSource[] = [notices, deliveries]
