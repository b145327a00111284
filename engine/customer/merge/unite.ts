import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { addConsent, refreshOffers } from '../consent.ts'
import type { Mover } from '../identity-join.ts'
import { samePersonKey } from '../phone-number.ts'
import { reindex } from '../queries.ts'
import { differences, factsOf, noteChange } from '../record/changes.ts'
import { moveRows, noteRows } from './moves.ts'
import { putColumns, putRows, readRecord, type CustomerColumns, type WholeRecord } from './records.ts'
import { isRefusalLost, unitedColumns, unitedRows, type Fact } from './unite-facts.ts'

/** Both records as they were, and the one row that they became. */
export type Before = { readonly keep: WholeRecord; readonly other: WholeRecord }
export type After = {
  readonly row: CustomerColumns
  readonly dates: readonly CustomerColumns[]
  readonly values: readonly CustomerColumns[]
}

type Uniting = {
  readonly keep: number
  readonly other: number
  readonly fromOther: ReadonlySet<Fact>
  readonly movers: readonly Mover[]
  readonly mergeId: string
  readonly at: number
  readonly by: string
}

/**
 * Makes two records one in the caller's transaction, and writes down what is needed to part them again. Everything of the
 * other one moves, its numbers and ids are remembered as the person's, and a refusal of either counts.
 */
export function unite(db: WriteHandle, uniting: Uniting): void {
  const { keep, other, movers, mergeId, at, by } = uniting
  const before: Before = { keep: readRecord(db, keep), other: readRecord(db, other) }
  const told = factsOf(db, keep)
  const mergeSeq = db.run(sql`
    insert into customer_merge (merge_id, customer_seq, at, by_whom, name, phone, before, after, last_message)
    values (${mergeId}, ${keep}, ${at}, ${by}, ${before.other.row['name'] ?? ''}, ${before.other.row['phone'] ?? null}, ${JSON.stringify(before)},
      '{}', (select coalesce(max(seq), 0) from message))`).lastRowId
  noteRows(db, mergeSeq, { from: other, to: keep })
  noteKeys(db, mergeSeq, before)
  for (const move of movers) move(db, { from: other, to: keep })
  moveRows(db, { from: other, to: keep })
  // Keys are free for the one record only once the other is gone.
  db.run(sql`delete from customer where seq = ${other}`)
  putUnited(db, uniting, before)
  refreshOffers(db, keep)
  keepRefusal(db, uniting, before)
  reindex(db, keep)
  db.run(sql`update customer_merge set after = ${JSON.stringify(afterOf(db, keep))} where seq = ${mergeSeq}`)
  noteChange(db, keep, { at, by, kind: 'merged', facts: { mergeId }, changes: differences(told, factsOf(db, keep)) })
}

const afterOf = (db: ReadHandle, keep: number): After => {
  const { row, dates, values } = readRecord(db, keep)
  return { row, dates, values }
}

function putUnited(db: WriteHandle, { keep, fromOther }: Uniting, before: Before): void {
  const { keep: one, other: two } = before
  putColumns(db, keep, unitedColumns(one.row, two.row, fromOther))
  const dates = fromOther.has('dates') ? ([two.dates, one.dates] as const) : ([one.dates, two.dates] as const)
  const values = fromOther.has('fields') ? ([two.values, one.values] as const) : ([one.values, two.values] as const)
  putRows(db, 'customer_date', { rows: unitedRows(dates, 'date'), customerSeq: keep })
  putRows(db, 'customer_field_value', { rows: unitedRows(values, 'field_seq'), customerSeq: keep })
}

function keepRefusal(db: WriteHandle, { keep, at, by }: Uniting, before: Before): void {
  const now = db.get<{ offers: string }>(sql`select offers from customer where seq = ${keep}`)?.offers ?? 'unknown'
  if (!isRefusalLost([before.keep, before.other], now)) return
  addConsent(db, keep, {
    at,
    recordedAt: at,
    purpose: 'offers',
    decision: 'no',
    source: 'merge',
    detail: '',
    wording: '',
    recordedBy: by,
    importId: null,
  })
}

function noteKeys(db: WriteHandle, mergeSeq: number, { keep, other }: Before): void {
  for (const key of [...keysOf(keep.row), ...keysOf(other.row)])
    db.run(sql`insert or ignore into customer_merge_key (key, merge_seq) values (${key}, ${mergeSeq})`)
}

/** As former keys are kept: a number by the key that its spellings share. */
const keysOf = (row: CustomerColumns): string[] =>
  [
    row['same_person_key'],
    row['user_id'],
    row['parent_user_id'],
    typeof row['wa_id'] === 'string' ? samePersonKey(`+${row['wa_id']}`) : null,
  ].filter((key): key is string => typeof key === 'string')
