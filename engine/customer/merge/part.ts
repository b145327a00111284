import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { refreshOffers } from '../consent.ts'
import { reindex } from '../queries.ts'
import { noteChange } from '../record/changes.ts'
import { takeRowsBack } from './moves.ts'
import { insertRow, putColumns, putRows, readRecord, type CustomerColumns } from './records.ts'
import { KEY_COLUMNS, partedColumns } from './unite-facts.ts'
import type { After, Before } from './unite.ts'

/** A merge as it is kept. */
type Merge = {
  readonly mergeSeq: number
  readonly mergeId: string
  readonly keep: number
  readonly at: number
  readonly before: string
  readonly after: string
  readonly lastMessage: number
}

export const mergeById = (db: ReadHandle, mergeId: string): Merge | undefined =>
  db.get<Merge>(sql`
    select seq as mergeSeq, merge_id as mergeId, customer_seq as keep, at, before, after, last_message as lastMessage
    from customer_merge where merge_id = ${mergeId}`)

/** A later merge into the same record stands upon this one, and is parted first. */
export const isStoodUpon = (db: ReadHandle, { keep, mergeSeq }: Merge): boolean =>
  db.get(sql`select 1 from customer_merge where customer_seq = ${keep} and seq > ${mergeSeq} limit 1`) !== undefined

/**
 * Parts two records again, in the caller's transaction: each gets back what it was and had, and what came or was changed
 * since stays with the one that was kept. Answers the number of the parted one inside the database.
 */
export function part(db: WriteHandle, merge: Merge, { at, by }: { readonly at: number; readonly by: string }): number {
  const { keep, mergeSeq, mergeId } = merge
  const before = JSON.parse(merge.before) as Before
  const after = JSON.parse(merge.after) as After
  const now = readRecord(db, keep)
  putColumns(db, keep, partedColumns({ now: now.row, after: after.row, keep: before.keep.row, other: before.other.row }))
  const parted = insertRow(db, 'customer', freeColumns(db, before.other.row))
  takeRowsBack(db, mergeSeq, { from: keep, to: parted })
  putFacts(db, { keep, parted, now, before, after })
  putChat(db, merge, { parted, before })
  db.run(sql`delete from consent_event where customer_seq = ${keep} and source = 'merge' and at = ${merge.at}`)
  // What the merge changed named the other person; that it was done stays.
  db.run(sql`
    update customer_change set changes = '[]' where customer_seq = ${keep} and kind = 'merged' and facts ->> '$.mergeId' = ${mergeId}`)
  for (const customerSeq of [keep, parted]) {
    refreshOffers(db, customerSeq)
    reindex(db, customerSeq)
    noteChange(db, customerSeq, { at, by, kind: 'parted', facts: { mergeId } })
  }
  db.run(sql`delete from customer_merge where seq = ${mergeSeq}`)
  return parted
}

/** The other one's row; a number or id that somebody else has by now is left out, and its place too where it is taken. */
function freeColumns(db: ReadHandle, row: CustomerColumns): CustomerColumns {
  const isTaken = (column: string): boolean => {
    const value = row[column] ?? null
    return value !== null && db.get(sql`select 1 from customer where ${{ text: column, params: [] }} = ${value}`) !== undefined
  }
  const taken = ['seq', 'phone', 'same_person_key', 'user_id', 'parent_user_id'].filter(isTaken)
  const hasLostNumber = taken.includes('phone') || taken.includes('same_person_key')
  const lost = new Set([...taken, ...(hasLostNumber ? KEY_COLUMNS.filter((key) => key !== 'user_id' && key !== 'parent_user_id') : [])])
  return Object.fromEntries(Object.entries(row).filter(([column]) => !lost.has(column)))
}

type Parting = {
  readonly keep: number
  readonly parted: number
  readonly now: { readonly dates: readonly CustomerColumns[]; readonly values: readonly CustomerColumns[] }
  readonly before: Before
  readonly after: After
}

function putFacts(db: WriteHandle, { keep, parted, now, before, after }: Parting): void {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
  if (same(now.dates, after.dates)) putRows(db, 'customer_date', { rows: before.keep.dates, customerSeq: keep })
  if (same(now.values, after.values)) putRows(db, 'customer_field_value', { rows: before.keep.values, customerSeq: keep })
  putRows(db, 'customer_date', { rows: before.other.dates, customerSeq: parted })
  // A fact of the shop's own may have been removed since.
  const there = before.other.values.filter(
    ({ field_seq: field = null }) => db.get(sql`select 1 from customer_field where seq = ${field}`) !== undefined,
  )
  putRows(db, 'customer_field_value', { rows: there, customerSeq: parted })
}

/** Chats as they were; the kept one only where nothing was said since. */
function putChat(
  db: WriteHandle,
  { keep, lastMessage }: Merge,
  { parted, before }: { readonly parted: number; readonly before: Before },
): void {
  const { keep: one, other: two } = before
  if (two.conversation !== null) putRows(db, 'conversation', { rows: [withStaff(db, two.conversation)], customerSeq: parted })
  if (two.automationChat !== null) putRows(db, 'automation_chat', { rows: [two.automationChat], customerSeq: parted })
  const hasSince = db.get(sql`select 1 from message where customer_seq = ${keep} and seq > ${lastMessage} limit 1`) !== undefined
  if (hasSince) return
  putRows(db, 'conversation', { rows: one.conversation === null ? [] : [withStaff(db, one.conversation)], customerSeq: keep })
  putRows(db, 'automation_chat', { rows: one.automationChat === null ? [] : [one.automationChat], customerSeq: keep })
}

/** Whoever had the chat may have left the shop. */
function withStaff(db: ReadHandle, row: CustomerColumns): CustomerColumns {
  const staff = row['assigned_to'] ?? null
  return staff === null || db.get(sql`select 1 from staff where seq = ${staff}`) !== undefined ? row : { ...row, assigned_to: null }
}
