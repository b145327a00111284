import { sql, type ReadHandle } from '../../store/index.ts'
import { offersWith, type NewConsent } from '../consent.ts'
import type { Plan } from './plan.ts'
import type { RowFacts } from './row-facts.ts'

/** What a row says about agreeing. */
export type RowConsent = Pick<RowFacts, 'agreed' | 'refusal' | 'consentAt'>

/**
 * The entry of the history that a row adds for somebody new; null when nobody knows where they agreed, or the row doesn't
 * say that they did. Whoever never agreed has nothing to take back.
 */
export function consentOf({ consent, now, by, importId }: Plan, { agreed, consentAt }: RowConsent): NewConsent | null {
  if (consent.state === 'unknown' || agreed === 'no' || agreed === 'unclear') return null
  return {
    at: consentAt ?? consent.at,
    recordedAt: now,
    purpose: 'offers',
    decision: 'yes',
    source: consent.source,
    detail: consent.detail.trim(),
    wording: consent.wording.trim(),
    recordedBy: by,
    importId,
  }
}

/** The entry that a row adds for a customer who is there already: a no ends what they had agreed to before the import. */
export function consentOfKnown(db: ReadHandle, plan: Plan, row: RowConsent & { readonly customerSeq: number }): NewConsent | null {
  if (row.agreed !== 'no') return consentOf(plan, row)
  if (offersWith(db, row.customerSeq, null) !== 'yes') return null
  return {
    at: Math.max(plan.now, latestBefore(db, row.customerSeq, plan.now)),
    recordedAt: plan.now,
    purpose: 'offers',
    decision: 'no',
    source: 'other',
    detail: row.refusal,
    wording: '',
    recordedBy: plan.by,
    importId: plan.importId,
  }
}

/** A day of agreeing may be noted as some hours to come, and would outlive a no of now. */
const latestBefore = (db: ReadHandle, customerSeq: number, recordedAt: number): number =>
  db.get<{ at: number }>(sql`
    select coalesce(max(at), 0) as at from consent_event
    where customer_seq = ${customerSeq} and purpose = 'offers' and recorded_at <= ${recordedAt}`)?.at ?? 0
