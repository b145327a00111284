import { joinSql, sql, type ReadHandle, type Sql, type WriteHandle } from '../../store/index.ts'

/** How rows of one table go from one customer to another. */
export type Move = {
  readonly table: string
  /** Columns that name a row; together with the customer where the customer is a part of its key. */
  readonly key: readonly string[]
  /** Where a customer has one row for each of these: the other one's row has nowhere to go when there is one. */
  readonly alike?: readonly string[]
}

/**
 * Every table with rows about a customer that go along when two records are made one. A test holds this list, and the one
 * of what stays, against the schema: a new table that is in neither fails it.
 */
export const moves: readonly Move[] = [
  { table: 'message', key: ['seq'] },
  { table: 'message_change', key: ['original_wamid', 'kind'] },
  { table: 'media_file', key: ['seq'] },
  { table: 'conversation', key: [], alike: [] },
  { table: 'send', key: ['seq'] },
  { table: 'consent_event', key: ['seq'] },
  { table: 'consent_ask', key: ['seq'] },
  { table: 'customer_tag', key: ['tag'], alike: ['tag'] },
  { table: 'customer_change', key: ['seq'] },
  { table: 'customer_merge', key: ['seq'] },
  { table: 'former_key', key: ['key'] },
  { table: 'import_row', key: ['import_id', 'row'] },
  { table: 'export_record', key: ['seq'] },
  { table: 'tag_act_person', key: ['act_id'], alike: ['act_id'] },
  { table: 'customer_order', key: ['seq'] },
  { table: 'order_work', key: ['order_id'] },
  { table: 'order_step', key: ['seq'] },
  { table: 'order_off', key: ['order_id'] },
  { table: 'coupon_code', key: ['seq'] },
  { table: 'coupon_handout', key: ['seq'] },
  { table: 'redemption', key: ['seq'] },
  { table: 'raffle_entry', key: ['seq'], alike: ['raffle_seq'] },
  { table: 'broadcast_answer', key: ['broadcast_id', 'kind'], alike: ['broadcast_id', 'kind'] },
  { table: 'broadcast_left_out', key: ['seq'] },
  { table: 'automation_chat', key: [], alike: [] },
  { table: 'automation_doubt', key: ['seq'] },
  { table: 'automation_plan', key: ['seq'], alike: ['automation_id', 'part_id', 'about'] },
  { table: 'automation_said', key: ['message_id'] },
  { table: 'automation_survey', key: ['seq'] },
  { table: 'automation_unread', key: ['wamid'] },
  { table: 'automation_use', key: ['seq'] },
  { table: 'tool_notice', key: ['seq'] },
  { table: 'hook_delivery', key: ['seq'] },
  // The salt that ties acts in the log to them: the kept record's own counts, the other's comes back when they are parted.
  { table: 'audit_subject', key: [], alike: [] },
  { table: 'privacy_request', key: ['seq'] },
  { table: 'exported_file', key: ['seq'] },
]

/** Tables that name customers and stay out of it, with the reason. */
export const stays: Readonly<Record<string, string>> = {
  customer_date: 'one of the facts that are chosen',
  customer_field_value: 'one of the facts that are chosen',
  customer_words: 'written anew',
  customer_order_line: 'follows its order',
  identity_doubt: 'settled by the merge, or asked again',
  duplicate_key: 'compared anew',
  duplicate_pair: 'compared anew',
  duplicate_due: 'compared anew',
  not_same: 'said of two records, of which one is no more',
}

const name = (text: string): Sql => ({ text, params: [] })
const keyOf = ({ key }: Move, alias: string): Sql =>
  key.length === 0
    ? sql`'[]'`
    : sql`json_array(${joinSql(
        key.map((column) => name(`${alias}.${column}`)),
        ', ',
      )})`

const clashes = ({ table, alike = [] }: Move, to: number): Sql => {
  const same = alike.map((column) => name(`k.${column} is f.${column}`))
  return sql`exists (select 1 from ${name(table)} k where ${joinSql([sql`k.customer_seq = ${to}`, ...same], ' and ')})`
}

const columnsOf = (db: ReadHandle, table: string): string[] =>
  db.all<{ name: string }>(sql`select name from pragma_table_info(${table})`).map((column) => column.name)

const rowJson = (db: ReadHandle, table: string): Sql =>
  sql`json_object(${joinSql(
    columnsOf(db, table).map((column) => name(`'${column}', f.${column}`)),
    ', ',
  )})`

type Pair = { readonly from: number; readonly to: number }

/** Writes down which rows are about to go, whole where they find their like. Call before anything moves. */
export function noteRows(db: WriteHandle, mergeSeq: number, { from, to }: Pair): void {
  for (const move of moves) {
    const row = move.alike === undefined ? sql`null` : sql`iif(${clashes(move, to)}, ${rowJson(db, move.table)}, null)`
    db.run(sql`
      insert into customer_merge_row (merge_seq, source, key, row)
      select ${mergeSeq}, ${move.table}, ${keyOf(move, 'f')}, ${row} from ${name(move.table)} f where f.customer_seq = ${from}`)
  }
}

/** Moves what the rooms have not moved by themselves. What finds its like stays behind and goes with the record. */
export function moveRows(db: WriteHandle, { from, to }: Pair): void {
  for (const { table } of moves) db.run(sql`update or ignore ${name(table)} set customer_seq = ${to} where customer_seq = ${from}`)
}

/** Brings the rows of a merge to the parted record. What was removed since stays so. */
export function takeRowsBack(db: WriteHandle, mergeSeq: number, { from, to }: Pair): void {
  for (const move of moves) {
    const of = db.all<{ key: string; row: string | null }>(
      sql`select key, row from customer_merge_row where merge_seq = ${mergeSeq} and source = ${move.table}`,
    )
    for (const { key, row } of of) {
      const isOnlyTheirs = row !== null && !move.key.includes('seq')
      const isMoved = !isOnlyTheirs && takeRow(db, move, { key: JSON.parse(key) as (string | number)[], from, to })
      if (!isMoved && row !== null) putRow(db, move.table, { ...(JSON.parse(row) as Stored), customer_seq: to })
    }
  }
}

type Stored = Readonly<Record<string, string | number | null>>

function takeRow(db: WriteHandle, move: Move, { key, from, to }: Pair & { readonly key: readonly (string | number)[] }): boolean {
  const named = move.key.map((column, index) => sql`${name(column)} = ${key[index] ?? null}`)
  // A row that carries nobody's number any more was set aside by its room.
  const whose = move.key.includes('seq') ? sql`(customer_seq = ${from} or customer_seq is null)` : sql`customer_seq = ${from}`
  return db.run(sql`update or ignore ${name(move.table)} set customer_seq = ${to} where ${joinSql([...named, whose], ' and ')}`).changes > 0
}

function putRow(db: WriteHandle, table: string, row: Stored): void {
  const columns = Object.keys(row)
  db.run(sql`
    insert or ignore into ${name(table)} (${name(columns.join(', '))}) values (${joinSql(
      columns.map((column) => sql`${row[column] ?? null}`),
      ', ',
    )})`)
}
