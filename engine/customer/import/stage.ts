import type { ImportConsent } from '#contract/ipc/customer.ts'
import type { FileRecord } from '../../table-file/index.ts'
import { newId, type Clock, type Random } from '../../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { z } from 'zod'
import { hasConsent, offersWith, type NewConsent } from '../consent.ts'
import type { NormalisedNumber } from '../phone-number.ts'
import type { Suppression } from '../suppression.ts'
import { findExisting, type Existing } from './existing.ts'
import { readRow, type ReadingRules, type RowFacts, type RowReading } from './row-facts.ts'
import { changesOf, type Reason, type Verdict } from './rules.ts'

export type Consent = z.infer<typeof ImportConsent>

/** What judging the rows of one import needs. */
export type StageOptions = {
  readonly importId: string
  readonly rules: ReadingRules
  readonly consent: Consent
  readonly suppression: Suppression
  readonly random: Random
  /** Ids follow the time of reading: ascending ones make the index of a large import several times cheaper to write. */
  readonly clock: Clock
  /** Who imports, for the consent history. */
  readonly by: string
}

/** Facts of a row as they wait in import_row; short where nothing but the name is needed any more. */
export type StagedFacts = RowFacts & { readonly customerId: string; readonly key: string; readonly country: string | null }

type Judgement = {
  readonly verdict: Verdict
  readonly reason: Reason
  readonly sameAsRow: number | null
  readonly customerSeq: number | null
  readonly facts: StagedFacts | { readonly name: string }
}

/** Judges rows and lets them wait in import_row; nothing else is written before the whole file is read. */
export type Stage = {
  add(db: WriteHandle, records: readonly FileRecord[]): void
  readonly rowsDone: number
  /** New and updated people who may not get offers, as far as can be told before anything is written. */
  readonly noConsent: number
}

/** Begins to judge one file. Remembers the numbers seen, so that the second row of a person is found in any spelling. */
export function createStage(options: StageOptions): Stage {
  const seen = new Map<string, number>()
  let rowsDone = 0
  let noConsent = 0
  const judge = (db: ReadHandle, record: FileRecord, reading: RowReading): Judgement => {
    const short = { name: reading.facts.name }
    const none = { sameAsRow: null, customerSeq: null, facts: short }
    if (reading.number === null) return { ...none, verdict: 'refused', reason: reading.reason }
    const { number } = reading
    const earlier = seen.get(number.samePersonKey)
    if (earlier !== undefined) return { ...none, verdict: 'duplicate', reason: 'same-as-row', sameAsRow: earlier }
    seen.set(number.samePersonKey, record.row)
    // Nothing of an erased person is written down again; the row's place in the file is enough to find it.
    if (options.suppression.isSuppressed(db, number.phone))
      return { ...none, verdict: 'suppressed', reason: 'erased-before', facts: { name: '' } }
    return judgeKnown(db, number, reading.facts)
  }
  const judgeKnown = (db: ReadHandle, number: NormalisedNumber, facts: RowFacts): Judgement => {
    const existing = findExisting(db, number.samePersonKey)
    const consent = consentOf(options, facts.consentAt)
    const staged = {
      ...facts,
      customerId: existing?.customerId ?? newId('cus', options.random, options.clock.now()),
      key: number.samePersonKey,
      country: number.country,
    }
    if (existing === undefined) {
      if (consent === null) noConsent += 1
      return { verdict: 'new', reason: 'none', sameAsRow: null, customerSeq: null, facts: staged }
    }
    if (!isChanged(db, existing, { facts, consent }))
      return { verdict: 'same', reason: 'none', sameAsRow: null, customerSeq: existing.customerSeq, facts: { name: facts.name } }
    if (offersWith(db, existing.customerSeq, consent) !== 'yes') noConsent += 1
    return { verdict: 'update', reason: 'none', sameAsRow: null, customerSeq: existing.customerSeq, facts: staged }
  }
  return {
    add(db, records) {
      for (const record of records) {
        const reading = readRow(record, options.rules)
        insertRow(db, options.importId, { record, reading, judgement: judge(db, record, reading) })
        rowsDone += 1
      }
    },
    get rowsDone() {
      return rowsDone
    },
    get noConsent() {
      return noConsent
    },
  }
}

/** The entry of the history that this import adds for a person; null when nobody knows where they agreed. */
export function consentOf(
  options: Pick<StageOptions, 'consent' | 'rules' | 'by' | 'importId'>,
  consentAt: number | null,
): NewConsent | null {
  const { consent } = options
  if (consent.state === 'unknown') return null
  return {
    at: consentAt ?? consent.at,
    recordedAt: options.rules.now,
    purpose: 'offers',
    decision: 'yes',
    source: consent.source,
    detail: consent.detail.trim(),
    wording: consent.wording.trim(),
    recordedBy: options.by,
    importId: options.importId,
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
      ${isHidden ? '' : reading.phoneAsWritten}, ${isHidden ? null : (reading.number?.phone ?? null)}, ${JSON.stringify(judgement.facts)}, ${judgement.customerSeq})`)
}
