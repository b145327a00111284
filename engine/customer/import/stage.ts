import type { FileRecord } from '../../table-file/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { hasConsent, offersWith, type NewConsent } from '../consent.ts'
import type { NormalisedNumber } from '../phone-number.ts'
import type { Suppression } from '../suppression.ts'
import { findExisting, type Existing } from './existing.ts'
import type { NumbersSeen } from './numbers-seen.ts'
import type { Plan } from './plan.ts'
import { consentOf, consentOfKnown } from './row-consent.ts'
import { readRow, type ReadingRules, type RowFacts, type RowReading } from './row-facts.ts'
import { changesOf, type Reason, type Verdict } from './rules.ts'
import { takeBackYes } from './said-both.ts'
import { packFacts, type StagedFacts } from './staged-facts.ts'

/** What judging the rows of one import needs. */
export type StageOptions = {
  readonly plan: Plan
  readonly rules: ReadingRules
  readonly suppression: Suppression
  /** Remembers the numbers of the file, so that the second row of a person is found in any spelling. */
  readonly seen: NumbersSeen
}

type Judgement = {
  readonly verdict: Verdict
  readonly reason: Reason
  readonly sameAsRow: number | null
  readonly customerSeq: number | null
  readonly facts: StagedFacts | { readonly name: string }
}

/** Rows between two looks at the clock. */
const LOOK_UP_EVERY = 32

/** Judges rows and lets them wait in import_row; nothing else is written before the whole file is read. */
export type Stage = {
  /** Takes rows until it is asked to stop, at least one; returns how many. */
  add(db: WriteHandle, records: readonly FileRecord[], isEnough: () => boolean): number
  readonly rowsDone: number
  /** New and updated people who may not get offers, as far as can be told before anything is written. */
  readonly noConsent: number
}

/** Begins to judge one file. */
export function createStage(options: StageOptions): Stage {
  const { seen } = options
  let rowsDone = 0
  let noConsent = 0
  const judge = (db: WriteHandle, record: FileRecord, reading: RowReading): Judgement => {
    const short = { name: reading.facts.name }
    const none = { sameAsRow: null, customerSeq: null, facts: short }
    if (reading.number === null) return { ...none, verdict: 'refused', reason: reading.reason }
    const { number } = reading
    const key = Number(number.samePersonKey)
    const earlier = seen.rowOf(key)
    if (earlier !== undefined) {
      if (reading.facts.agreed === 'no') noConsent += takeBackYes(db, options.plan, earlier)
      return { ...none, verdict: 'duplicate', reason: 'same-as-row', sameAsRow: earlier }
    }
    seen.add(key, record.row)
    const judgement = judgeFirst(db, number, reading.facts)
    if (judgement.verdict !== 'new') seen.leaveOut(key)
    return judgement
  }
  const judgeFirst = (db: ReadHandle, number: NormalisedNumber, facts: RowFacts): Judgement => {
    // Nothing of an erased person is written down again; the row's place in the file is enough to find it.
    if (options.suppression.isSuppressed(db, number.phone))
      return { verdict: 'suppressed', reason: 'erased-before', sameAsRow: null, customerSeq: null, facts: { name: '' } }
    const existing = findExisting(db, number.samePersonKey)
    const staged = { ...facts, key: number.samePersonKey === number.phone ? '' : number.samePersonKey, country: number.country }
    if (existing === undefined) {
      if (consentOf(options.plan, facts) === null) noConsent += 1
      return { verdict: 'new', reason: 'none', sameAsRow: null, customerSeq: null, facts: staged }
    }
    const consent = consentOfKnown(db, options.plan, { ...facts, customerSeq: existing.customerSeq })
    if (!isChanged(db, existing, { facts, consent }))
      return { verdict: 'same', reason: 'none', sameAsRow: null, customerSeq: existing.customerSeq, facts: { name: facts.name } }
    if (offersWith(db, existing.customerSeq, consent) !== 'yes') noConsent += 1
    return { verdict: 'update', reason: 'none', sameAsRow: null, customerSeq: existing.customerSeq, facts: staged }
  }
  return {
    add(db, records, isEnough) {
      let taken = 0
      for (const record of records) {
        const reading = readRow(record, options.rules)
        insertRow(db, options.plan.importId, { record, reading, judgement: judge(db, record, reading) })
        taken += 1
        if (taken % LOOK_UP_EVERY === 0 && isEnough()) break
      }
      rowsDone += taken
      return taken
    },
    get rowsDone() {
      return rowsDone
    },
    get noConsent() {
      return noConsent
    },
  }
}

function isChanged(db: ReadHandle, existing: Existing, row: { readonly facts: RowFacts; readonly consent: NewConsent | null }): boolean {
  if (Object.keys(changesOf(existing, row.facts)).length > 0) return true
  return row.consent !== null && !hasConsent(db, existing.customerSeq, row.consent)
}

type Judged = { readonly record: FileRecord; readonly reading: RowReading; readonly judgement: Judgement }

function insertRow(db: WriteHandle, importId: string, judged: Judged): void {
  const { record, reading, judgement } = judged
  const isHidden = judgement.verdict === 'suppressed'
  db.run(sql`
    insert into import_row (import_id, row, verdict, reason, same_as_row, phone_as_written, phone, facts, customer_seq)
    values (${importId}, ${record.row}, ${judgement.verdict}, ${judgement.reason}, ${judgement.sameAsRow},
      ${isHidden ? '' : reading.phoneAsWritten}, ${isHidden ? null : (reading.number?.phone ?? null)}, ${packFacts(judgement.facts)}, ${judgement.customerSeq})`)
}
