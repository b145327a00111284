import { sql, type WriteHandle } from '../../store/index.ts'
import { offersWith } from '../consent.ts'
import type { Plan } from './plan.ts'
import { consentOf } from './row-consent.ts'
import type { Verdict } from './rules.ts'
import { packFacts, unpackFacts } from './staged-facts.ts'

type Earlier = { readonly verdict: Verdict; readonly customerSeq: number | null; readonly facts: string }

/**
 * A person stands in the file twice, and the second row says no: the yes of the first one counts as not known then.
 * Answers how many more people may not get offers.
 */
export function takeBackYes(db: WriteHandle, plan: Plan, row: number): number {
  const earlier = db.get<Earlier>(sql`
    select verdict, customer_seq as customerSeq, facts from import_row where import_id = ${plan.importId} and row = ${row}`)
  const facts = unpackFacts(earlier?.facts ?? '{}')
  if (earlier === undefined || facts.agreed !== 'yes') return 0
  const changed = packFacts({ ...facts, agreed: 'unclear' })
  db.run(sql`update import_row set facts = ${changed} where import_id = ${plan.importId} and row = ${row}`)
  const consent = consentOf(plan, facts)
  if (consent === null) return 0
  if (earlier.customerSeq === null) return 1
  return offersWith(db, earlier.customerSeq, consent) === 'yes' && offersWith(db, earlier.customerSeq, null) !== 'yes' ? 1 : 0
}
