import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { addConsent, refreshOffers } from '../consent.ts'
import { putFieldValue } from '../field/values.ts'
import { reindex, replaceTags } from '../queries.ts'
import { existingBySeq } from './existing.ts'
import { hideRow } from './overtaken.ts'
import type { Plan } from './plan.ts'
import { readDayText } from './read-year-day.ts'
import { consentOfKnown } from './row-consent.ts'
import { changed, changesOf, type Facts } from './rules.ts'
import { unpackFacts } from './staged-facts.ts'
import type { Turns } from './turns.ts'

type UpdateRow = { readonly row: number; readonly customerSeq: number | null; readonly facts: string; readonly isDone: 0 | 1 }

const ROWS_AT_ONCE = 200
/** Rows that are looked through in one go: a list of new people only has a million of them and nothing to change. */
const SCANNED_AT_ONCE = 5_000

/** Writes what a judged file changes of people who were there, in short transactions; each row notes what it changed. */
export async function writeUpdates(plan: Plan, turns: Turns, signal: AbortSignal): Promise<void> {
  for (let after = 0, last = 1; after < last && !signal.aborted;)
    after = await turns.take((db, isEnough) => {
      if (after === 0) last = lastRow(db, plan.importId)
      const rows = rowsToUpdate(db, plan.importId, after)
      for (const row of rows) {
        if (row.isDone === 0) updatePerson(db, plan, row)
        if (isEnough()) return row.row
      }
      return rows.length === ROWS_AT_ONCE ? (rows.at(-1)?.row ?? after) : after + SCANNED_AT_ONCE
    })
}

const lastRow = (db: ReadHandle, importId: string): number =>
  db.get<{ row: number | null }>(sql`select max(row) as row from import_row where import_id = ${importId}`)?.row ?? 0

const rowsToUpdate = (db: ReadHandle, importId: string, after: number): UpdateRow[] =>
  db.all(sql`
    select row, customer_seq as customerSeq, facts, before is not null as isDone from import_row
    where import_id = ${importId} and row > ${after} and row <= ${after + SCANNED_AT_ONCE} and verdict = 'update'
    order by row limit ${ROWS_AT_ONCE}`)

function updatePerson(db: WriteHandle, plan: Plan, row: UpdateRow): void {
  const existing = row.customerSeq === null ? undefined : existingBySeq(db, row.customerSeq)
  // Nothing but an erasure removes a person while an import runs.
  if (existing === undefined) return hideRow(db, plan.importId, row.row)
  const facts = unpackFacts(row.facts)
  const changes = changesOf(existing, facts)
  if (Object.keys(changes).length > 0) putFacts(db, existing.customerSeq, changed(existing, changes))
  const consent = consentOfKnown(db, plan, { ...facts, customerSeq: existing.customerSeq })
  if (consent !== null) addConsent(db, existing.customerSeq, consent)
  db.run(sql`update customer set changed_at = ${plan.now} where seq = ${existing.customerSeq}`)
  db.run(sql`update import_row set before = ${JSON.stringify(changes)} where import_id = ${plan.importId} and row = ${row.row}`)
}

/** Puts facts in place of those that stand, search words included. */
export function putFacts(db: WriteHandle, customerSeq: number, facts: Facts): void {
  db.run(sql`
    update customer set name = ${facts.name}, address_as = ${facts.addressAs}, language = ${facts.language}, note = ${facts.note}
    where seq = ${customerSeq}`)
  replaceTags(db, customerSeq, facts.tags)
  putDay(db, customerSeq, { date: 'birthday', text: facts.birthday })
  putDay(db, customerSeq, { date: 'service-due', text: facts.serviceDue })
  // A fact that was removed meanwhile has no value any more.
  for (const [fieldId, value] of Object.entries(facts.own)) putFieldValue(db, customerSeq, { fieldId, value })
  reindex(db, customerSeq)
}

function putDay(db: WriteHandle, customerSeq: number, { date, text }: { readonly date: string; readonly text: string }): void {
  const known = readDayText(text)
  db.run(sql`delete from customer_date where customer_seq = ${customerSeq} and date = ${date}`)
  if (known === null) return
  db.run(sql`
    insert into customer_date (customer_seq, date, month, day, year)
    values (${customerSeq}, ${date}, ${known.month}, ${known.day}, ${known.year})`)
}

/** Takes the consents of an import back from one person. */
export function dropConsents(db: WriteHandle, customerSeq: number, importId: string): void {
  const { changes } = db.run(sql`delete from consent_event where customer_seq = ${customerSeq} and import_id = ${importId}`)
  if (changes > 0) refreshOffers(db, customerSeq)
}
