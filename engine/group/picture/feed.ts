import { sql, type Sql, type Store } from '../../store/index.ts'

/** Tables that say something about a customer, with the columns whose change matters (all of them where none are named). */
const watched: readonly { readonly table: string; readonly customer: string; readonly columns?: string }[] = [
  {
    table: 'customer',
    customer: 'seq',
    columns:
      'offers, blocked, unusable_at, phone, user_id, wa_id, same_person_key, country, language, created_at, last_inbound_at, last_offer_at, import_id, restricted_at',
  },
  { table: 'customer_tag', customer: 'customer_seq', columns: 'customer_seq, tag' },
  { table: 'conversation', customer: 'customer_seq', columns: 'customer_seq, last_direction, closed' },
  { table: 'consent_event', customer: 'customer_seq' },
  { table: 'import_row', customer: 'customer_seq', columns: 'customer_seq' },
  { table: 'customer_order', customer: 'customer_seq' },
  { table: 'customer_order_line', customer: 'customer_seq' },
  { table: 'customer_date', customer: 'customer_seq' },
  { table: 'customer_field_value', customer: 'customer_seq' },
  { table: 'coupon_code', customer: 'customer_seq' },
  { table: 'redemption', customer: 'customer_seq' },
  { table: 'message', customer: 'customer_seq', columns: 'customer_seq, at, about_product' },
  { table: 'send', customer: 'customer_seq', columns: 'customer_seq, state, accepted_at' },
]

/** Rows that name a customer only through another row. */
const indirect: readonly { readonly table: string; readonly moment: 'insert' | 'delete'; readonly customer: string }[] = [
  { table: 'message_words', moment: 'insert', customer: 'select customer_seq from message where seq = new.seq' },
  { table: 'message_words', moment: 'delete', customer: 'select customer_seq from message where seq = old.seq' },
  { table: 'redemption_undo', moment: 'insert', customer: 'select customer_seq from redemption where seq = new.redemption_seq' },
]

const raw = (text: string): Sql => ({ text, params: [] })

/** No conflict clause: the one of the statement that fires a trigger would take its place. */
const note = (customer: string): string => `
  insert into customer_touched (seq) select seen from (select (${customer}) as seen)
  where seen is not null and not exists (select 1 from customer_touched where seq = seen);`

function triggers(): Sql[] {
  const direct = watched.flatMap(({ table, customer, columns }) => {
    const of = columns === undefined ? '' : ` of ${columns}`
    return [
      `create temp trigger touched_${table}_insert after insert on main.${table} begin ${note(`new.${customer}`)} end`,
      `create temp trigger touched_${table}_update after update${of} on main.${table} begin ${note(`old.${customer}`)} ${note(`new.${customer}`)} end`,
      `create temp trigger touched_${table}_delete after delete on main.${table} begin ${note(`old.${customer}`)} end`,
    ]
  })
  const through = indirect.map(
    ({ table, moment, customer }) =>
      `create temp trigger touched_${table}_${moment} after ${moment} on main.${table} begin ${note(customer)} end`,
  )
  return [...direct, ...through].map(raw)
}

/**
 * Notes which customers anything was written about, in a table and triggers that live in the memory of this connection
 * only. The note is part of the transaction that writes: what is rolled back was never noted.
 */
export function createFeed(store: Store) {
  let isWatching = false
  return {
    /** Begins to note, from nothing. */
    begin(): void {
      store.write((db) => {
        if (!isWatching) {
          db.run(sql`create temp table customer_touched (seq integer primary key)`)
          for (const trigger of triggers()) db.run(trigger)
        } else db.run(sql`delete from customer_touched`)
      })
      isWatching = true
    },
    /** Whether somebody was written about since then. */
    hasNews: (): boolean => store.read.get(sql`select 1 from customer_touched limit 1`) !== undefined,
    /** Customers that were written about since it was asked last. */
    take(): number[] {
      if (store.read.get(sql`select 1 from customer_touched limit 1`) === undefined) return []
      return store.write((db) => {
        const seqs = db.all<{ seq: number }>(sql`select seq from customer_touched order by seq`).map(({ seq }) => seq)
        db.run(sql`delete from customer_touched`)
        return seqs
      })
    },
  }
}

export type Feed = ReturnType<typeof createFeed>
