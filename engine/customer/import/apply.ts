import { sql, type Sql, type WriteHandle } from '../../store/index.ts'
import { addConsent, refreshOffers, type NewConsent } from '../consent.ts'
import { reindex, replaceTags } from '../queries.ts'
import { existingBySeq } from './existing.ts'
import { readDayText } from './read-year-day.ts'
import { changed, changesOf, type Facts } from './rules.ts'
import { consentOf, type StagedFacts, type StageOptions } from './stage.ts'

/**
 * Writes the people of a judged file, in the caller's one transaction. Rows that events have overtaken since they were
 * judged (the person wrote in, or was erased) are judged again. Search words of new people follow afterwards.
 */
export function applyRows(db: WriteHandle, options: StageOptions): void {
  hideErased(db, options)
  addPeople(db, options)
  for (const row of rowsToUpdate(db, options.importId)) updatePerson(db, options, row)
}

function hideErased(db: WriteHandle, options: StageOptions): void {
  const { importId, suppression } = options
  if (db.get(sql`select 1 from suppression where at >= ${options.rules.now} limit 1`) !== undefined) {
    const waiting = db.all<{ row: number; phone: string }>(
      sql`select row, phone from import_row where import_id = ${importId} and verdict in ('new', 'update')`,
    )
    for (const { row, phone } of waiting) if (suppression.isSuppressed(db, phone)) hideRow(db, importId, row)
  }
  // Nothing but an erasure removes a person while an import runs.
  const gone = db.all<{ row: number }>(
    sql`select row from import_row where import_id = ${importId} and verdict = 'update' and customer_seq is null`,
  )
  for (const { row } of gone) hideRow(db, importId, row)
}

function hideRow(db: WriteHandle, importId: string, row: number): void {
  db.run(sql`
    update import_row set verdict = 'suppressed', reason = 'erased-before', phone_as_written = '', phone = null, facts = '{"name":""}', customer_seq = null
    where import_id = ${importId} and row = ${row}`)
}

/**
 * All new people at once; a row's place in the file gives the place in the table. Set by set instead of row by row, and
 * without a note in each waiting row: everybody else stands still meanwhile.
 */
function addPeople(db: WriteHandle, options: StageOptions): void {
  const { importId, rules } = options
  const consent = consentOf(options, null)
  const base = db.get<{ base: number }>(sql`select coalesce(max(seq), 0) as base from customer`)?.base ?? 0
  const rows = sql`from import_row where import_id = ${importId} and verdict = 'new'`
  const offers = consent === null ? sql`'unknown', null, null` : sql`'yes', ${consent.source}, ${agreedAt(consent)}`
  const { changes } = db.run(sql`
    insert into customer (seq, customer_id, phone, same_person_key, name, address_as, country, language, note, offers, offers_source, offers_at,
      import_id, created_at, changed_at)
    select ${base} + row, facts ->> '$.customerId', phone, facts ->> '$.key', facts ->> '$.name', facts ->> '$.addressAs', facts ->> '$.country',
      facts ->> '$.language', facts ->> '$.note', ${offers}, ${importId}, ${rules.now}, ${rules.now} ${rows} order by row on conflict do nothing`)
  const wanted = db.get<{ count: number }>(sql`select count(*) as count ${rows}`)
  if (changes !== wanted?.count) makeUpdates(db, { importId, base })
  db.run(sql`
    insert into customer_tag (customer_seq, tag)
    select ${base} + import_row.row, tag.value from import_row, json_each(facts, '$.tags') tag where import_id = ${importId} and verdict = 'new'`)
  addDates(db, importId, base)
  if (consent === null) return
  db.run(sql`
    insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by, import_id)
    select ${base} + row, ${agreedAt(consent)}, ${consent.recordedAt}, 'offers', 'yes', ${consent.source}, ${consent.detail}, ${consent.wording},
      ${consent.recordedBy}, ${importId} ${rows} order by row`)
}

/** The days of new people, from the text in which a row keeps them. */
function addDates(db: WriteHandle, importId: string, base: number): void {
  db.run(sql`
    insert into customer_date (customer_seq, date, month, day, year)
    select ${base} + d.row, d.date, substr(d.text, -5, 2), substr(d.text, -2), iif(d.text like '--%', null, substr(d.text, 1, 4)) from (
      select r.row, 'birthday' as date, r.facts ->> '$.birthday' as text from import_row r where r.import_id = ${importId} and r.verdict = 'new'
      union all
      select r.row, 'service-due', r.facts ->> '$.serviceDue' from import_row r where r.import_id = ${importId} and r.verdict = 'new') d
    where d.text <> ''`)
}

/** The day of the row where it has one, else that of the whole list. */
const agreedAt = (consent: NewConsent): Sql => sql`coalesce(facts ->> '$.consentAt', ${consent.at})`

/** Rows whose person came in by another way since they were judged change that person instead. */
function makeUpdates(db: WriteHandle, run: { readonly importId: string; readonly base: number }): void {
  db.run(sql`
    update import_row set verdict = 'update', customer_seq = (select seq from customer where same_person_key = facts ->> '$.key')
    where import_id = ${run.importId} and verdict = 'new' and not exists (select 1 from customer where seq = ${run.base} + row)`)
}

type UpdateRow = { readonly row: number; readonly customerSeq: number; readonly facts: string }

const rowsToUpdate = (db: WriteHandle, importId: string): UpdateRow[] =>
  db.all(
    sql`select row, customer_seq as customerSeq, facts from import_row where import_id = ${importId} and verdict = 'update' order by row`,
  )

function updatePerson(db: WriteHandle, options: StageOptions, row: UpdateRow): void {
  const existing = existingBySeq(db, row.customerSeq)
  if (existing === undefined) return
  const facts = JSON.parse(row.facts) as StagedFacts
  const changes = changesOf(existing, facts)
  if (Object.keys(changes).length > 0) putFacts(db, row.customerSeq, changed(existing, changes))
  const consent = consentOf(options, facts.consentAt)
  if (consent !== null) addConsent(db, row.customerSeq, consent)
  db.run(sql`update customer set changed_at = ${options.rules.now} where seq = ${row.customerSeq}`)
  db.run(sql`update import_row set before = ${JSON.stringify(changes)} where import_id = ${options.importId} and row = ${row.row}`)
}

/** Puts facts in place of those that stand, search words included. */
export function putFacts(db: WriteHandle, customerSeq: number, facts: Facts): void {
  db.run(sql`
    update customer set name = ${facts.name}, address_as = ${facts.addressAs}, language = ${facts.language}, note = ${facts.note}
    where seq = ${customerSeq}`)
  replaceTags(db, customerSeq, facts.tags)
  putDay(db, customerSeq, { date: 'birthday', text: facts.birthday })
  putDay(db, customerSeq, { date: 'service-due', text: facts.serviceDue })
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
