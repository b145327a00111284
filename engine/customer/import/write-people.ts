import { newId, type Clock, type Random } from '../../kernel/index.ts'
import { inList, sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { NewConsent } from '../consent.ts'
import { searchWords } from '../search-words.ts'
import type { Suppression } from '../suppression.ts'
import type { NumbersSeen } from './numbers-seen.ts'
import { erasedSince, hideRow } from './overtaken.ts'
import { noteWritten, type Plan } from './plan.ts'
import { readDayText } from './read-year-day.ts'
import { consentOf } from './row-consent.ts'
import { unpackFacts, type StagedFacts } from './staged-facts.ts'
import type { Turns } from './turns.ts'

/** Rows that are read at once, and written before the clock is looked at. */
const ROWS_AT_ONCE = 32
/** However quick the computer is, one transaction stays small. */
const MOST_ROWS = 512

export type WritingDeps = { readonly random: Random; readonly clock: Clock; readonly suppression: Suppression }
type Writing = {
  readonly deps: WritingDeps
  readonly plan: Plan
  readonly seen: NumbersSeen
  readonly turns: Turns
  /** Ends the writing after the transaction that is under way. */
  readonly signal: AbortSignal
  readonly onProgress: (rowsDone: number, rowsTotal: number) => void
}

/**
 * Writes the new people of a judged file in short transactions, each noting how far it came. In the order of their numbers:
 * every index then grows at one place, where the order of the file would touch a page of its own for each row.
 */
export async function writePeople({ deps, plan, seen, turns, signal, onProgress }: Writing): Promise<void> {
  const waiting = await seen.inOrder()
  let rowsDone = 0
  for (let isMore = true; isMore && !signal.aborted;) {
    isMore = await turns.take((db, isEnough) => {
      const mayBeErased = erasedSince(db, plan.now)
      let last: number | null = null
      let isLeft = true
      for (let rows = 0; isLeft && rows < MOST_ROWS && !(rows > 0 && isEnough()); rows += ROWS_AT_ONCE) {
        const part = nextOf(waiting)
        isLeft = part.length === ROWS_AT_ONCE
        last = part.at(-1)?.key ?? last
        writeRows(
          db,
          { deps, plan, mayBeErased },
          part.map(({ row }) => row),
        )
        rowsDone += part.length
      }
      if (last !== null) noteWritten(db, plan.importId, last)
      return isLeft
    })
    onProgress(rowsDone, seen.waiting)
  }
}

function nextOf<T>(list: Iterator<T, undefined>): T[] {
  const part: T[] = []
  while (part.length < ROWS_AT_ONCE) {
    const next = list.next()
    if (next.done === true) break
    part.push(next.value)
  }
  return part
}

type Waiting = { readonly row: number; readonly phone: string; readonly facts: string }
type Together = Pick<Writing, 'deps' | 'plan'>
type Slice = Together & { readonly mayBeErased: boolean }

function writeRows(db: WriteHandle, { deps, plan, mayBeErased }: Slice, rows: readonly number[]): void {
  const byRow = new Map(readWaiting(db, plan.importId, rows).map((waiting) => [waiting.row, waiting]))
  for (const row of rows) {
    const waiting = byRow.get(row)
    if (waiting === undefined) continue
    if (mayBeErased && deps.suppression.isSuppressed(db, waiting.phone)) {
      hideRow(db, plan.importId, row)
      continue
    }
    const facts = unpackFacts(waiting.facts)
    const customerSeq = insertPerson(db, { deps, plan, waiting, facts })
    if (customerSeq === null) makeUpdate(db, plan.importId, { row, key: facts.key || waiting.phone })
  }
}

const readWaiting = (db: ReadHandle, importId: string, rows: readonly number[]): Waiting[] =>
  db.all(
    sql`select row, phone, facts from import_row where import_id = ${importId} and row in ${inList(rows)} and verdict = 'new' and phone is not null`,
  )

type Person = Together & { readonly waiting: Waiting; readonly facts: StagedFacts }

/** What the list of consents makes of a new person: offers, where that came from, and since when. */
const offersOf = (consent: NewConsent | null) =>
  consent === null ? { offers: 'unknown', source: null, at: null } : { offers: 'yes', source: consent.source, at: consent.at }

/** Whoever came in by another way since the row was judged is left as they are; the row then changes them instead. */
function insertPerson(db: WriteHandle, { deps, plan, waiting, facts }: Person): number | null {
  const consent = consentOf(plan, facts)
  const { offers, source, at } = offersOf(consent)
  const { changes, lastRowId } = db.run(sql`
    insert into customer (customer_id, phone, same_person_key, name, address_as, country, language, note, offers, offers_source, offers_at,
      import_id, import_row, created_at, changed_at)
    values (${newId('cus', deps.random, deps.clock.now())}, ${waiting.phone}, ${facts.key || waiting.phone}, ${facts.name}, ${facts.addressAs},
      ${facts.country}, ${facts.language}, ${facts.note}, ${offers}, ${source}, ${at},
      ${plan.importId}, ${waiting.row}, ${plan.now}, ${plan.now}) on conflict do nothing`)
  if (changes === 0) return null
  if (consent !== null) addFirstConsent(db, lastRowId, consent)
  // With what its trigger would fill in, so that it finds nothing to move.
  for (const tag of facts.tags)
    db.run(sql`insert into customer_tag (customer_seq, tag, offers, recency) values (${lastRowId}, ${tag}, ${offers}, ${plan.now})`)
  addMore(db, lastRowId, { facts, phone: waiting.phone })
  return lastRowId
}

/** What more a file may say of a person; the words last, because triggers tell by them who is complete. */
function addMore(db: WriteHandle, customerSeq: number, { facts, phone }: { readonly facts: StagedFacts; readonly phone: string }): void {
  addDay(db, customerSeq, { date: 'birthday', text: facts.birthday })
  addDay(db, customerSeq, { date: 'service-due', text: facts.serviceDue })
  addOwn(db, customerSeq, facts)
  const fields = facts.own?.map(({ value }) => value) ?? []
  const words = searchWords({ ...facts, phone, username: null, fields })
  db.run(sql`insert into customer_words (seq, words) values (${customerSeq}, ${words})`)
  // Whether they are there twice is asked from now on; the triggers leave people of an import to this place.
  db.run(sql`insert into duplicate_due (customer_seq) values (${customerSeq})`)
}

function addFirstConsent(db: WriteHandle, customerSeq: number, consent: NewConsent): void {
  db.run(sql`
    insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by, import_id)
    values (${customerSeq}, ${consent.at}, ${consent.recordedAt}, ${consent.purpose}, ${consent.decision}, ${consent.source}, ${consent.detail},
      ${consent.wording}, ${consent.recordedBy}, ${consent.importId})`)
}

function addDay(db: WriteHandle, customerSeq: number, { date, text }: { readonly date: string; readonly text: string }): void {
  const known = text === '' ? null : readDayText(text)
  if (known === null) return
  db.run(sql`
    insert into customer_date (customer_seq, date, month, day, year)
    values (${customerSeq}, ${date}, ${known.month}, ${known.day}, ${known.year})`)
}

/** A fact that was removed meanwhile has no value any more. */
function addOwn(db: WriteHandle, customerSeq: number, { own = [] }: StagedFacts): void {
  for (const { fieldSeq, value, amount } of own)
    db.run(sql`
      insert into customer_field_value (customer_seq, field_seq, value, amount)
      select ${customerSeq}, ${fieldSeq}, ${value}, ${amount} from customer_field where seq = ${fieldSeq} on conflict do nothing`)
}

function makeUpdate(db: WriteHandle, importId: string, { row, key }: { readonly row: number; readonly key: string }): void {
  db.run(sql`
    update import_row set verdict = 'update', customer_seq = (select seq from customer where same_person_key = ${key})
    where import_id = ${importId} and row = ${row}`)
}
