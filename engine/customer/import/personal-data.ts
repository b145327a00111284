import type { PersonalDataSource } from '../../privacy/index.ts'
import { inList, sql, type ReadHandle, type Sql } from '../../store/index.ts'
import { spellingsOf } from '../phone-number.ts'

type Person = {
  readonly seq: number
  readonly customerId: string
  readonly name: string
  readonly phone: string | null
  readonly importId: string | null
  readonly importRow: number | null
}
type Place = { readonly importId: string; readonly row: number }
type Row = Place & { readonly phoneAsWritten: string; readonly name: string }

/**
 * Rows of imported files about a person: those tied to them, those with their number in any spelling, and refused ones that
 * hold their digits or their name, because a refused row is tied to nobody.
 */
export const importRowsOfPerson: PersonalDataSource = {
  kind: 'imports',
  tables: ['import_row', 'import_run', 'import_message'],
  count: (db, customerId) => placesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: placesOf(db, customerId).map((place) => describe(db, place)), files: [] }),
  erase(db, customerId) {
    const person = personOf(db, customerId)
    const places = placesOf(db, customerId)
    for (const { importId, row } of places) {
      db.run(sql`
        update import_row set phone_as_written = '', phone = null, facts = '{"name":""}', before = null, customer_seq = null,
          reason = case when verdict in ('new', 'update', 'same') then 'erased-before' else reason end,
          verdict = case when verdict in ('new', 'update', 'same') then 'suppressed' else verdict end
        where import_id = ${importId} and row = ${row}`)
    }
    if (person !== undefined && person.name.length > 1)
      db.run(sql`update import_run set file_name = 'list' where instr(file_name, ${person.name}) > 0`)
    return places.length
  },
}

const personOf = (db: ReadHandle, customerId: string): Person | undefined =>
  db.get<Person>(sql`
    select seq, customer_id as customerId, name, phone, import_id as importId, import_row as importRow from customer where customer_id = ${customerId}`)

function placesOf(db: ReadHandle, customerId: string): Place[] {
  const person = personOf(db, customerId)
  if (person === undefined) return []
  const spellings = person.phone === null ? [] : spellingsOf(person.phone)
  const tied = rowsWhere(
    db,
    sql`r.customer_seq = ${person.seq} or (r.import_id = ${person.importId} and r.row = ${person.importRow})
      or r.facts ->> '$.customerId' = ${customerId} or r.phone in ${inList(spellings)}`,
  )
  const loose = rowsWhere(db, sql`r.verdict = 'refused' and r.facts <> '{}'`).filter((row) => isAbout(row, person, spellings))
  const known = new Set(tied.map((row) => `${row.importId} ${row.row}`))
  return [...tied, ...loose.filter((row) => !known.has(`${row.importId} ${row.row}`))]
}

const rowsWhere = (db: ReadHandle, condition: Sql): Row[] =>
  db.all(sql`
    select r.import_id as importId, r.row, r.phone_as_written as phoneAsWritten, coalesce(r.facts ->> '$.name', '') as name
    from import_row r where ${condition} order by r.import_id, r.row`)

/** Eight digits are enough of a number to be somebody's, and few enough to leave out country code and leading zero. */
function isAbout(row: Row, person: Person, spellings: readonly string[]): boolean {
  if (person.name !== '' && row.name === person.name) return true
  const digits = row.phoneAsWritten.normalize('NFKC').replace(/\D/g, '')
  return digits.length >= 8 && spellings.some((phone) => digits.endsWith(phone.slice(-8)))
}

function describe(db: ReadHandle, place: Place): unknown {
  const row = db.get<{ facts: string; [column: string]: unknown }>(sql`
    select f.file_name as fileName, f.started_at as startedAt, r.row, r.verdict, r.reason, r.phone_as_written as phoneAsWritten, r.phone, r.facts, r.before
    from import_row r join import_run f on f.import_id = r.import_id where r.import_id = ${place.importId} and r.row = ${place.row}`)
  return row === undefined
    ? {}
    : {
        ...row,
        facts: JSON.parse(row.facts) as unknown,
        before: typeof row['before'] === 'string' ? (JSON.parse(row['before']) as unknown) : null,
      }
}
