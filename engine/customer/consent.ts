import type { ConsentSource, OfferState } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { OffersDecision } from './facts.ts'
import { deriveOffers, type OfferEntry } from './rules.ts'

/** An entry of the consent history as it is written; times in ms. */
export type NewConsent = {
  readonly at: number
  readonly recordedAt: number
  readonly purpose: 'offers' | 'service'
  readonly decision: 'yes' | 'no'
  readonly source: z.infer<typeof ConsentSource>
  readonly detail: string
  readonly wording: string
  readonly recordedBy: string
  readonly importId: string | null
  /** The customer's own message, a sealed file and the place of a poster, where they prove it. */
  readonly messageId?: string | null
  readonly evidenceId?: string | null
  readonly placeId?: string | null
}

/** Adds one entry and derives what may be sent, in the caller's transaction. An entry that is there already is not doubled. */
export function addConsent(db: WriteHandle, customerSeq: number, entry: NewConsent): void {
  if (hasConsent(db, customerSeq, entry)) return
  db.run(sql`
    insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by, import_id,
      message_id, evidence_id, place_id)
    values (${customerSeq}, ${entry.at}, ${entry.recordedAt}, ${entry.purpose}, ${entry.decision}, ${entry.source}, ${entry.detail},
      ${entry.wording}, ${entry.recordedBy}, ${entry.importId}, ${entry.messageId ?? null}, ${entry.evidenceId ?? null}, ${entry.placeId ?? null})`)
  if (entry.purpose === 'offers') refreshOffers(db, customerSeq)
}

/** What may be sent if this entry came to the history; with null, what may be sent now. */
export function offersWith(db: ReadHandle, customerSeq: number, entry: NewConsent | null): z.infer<typeof OfferState> {
  const entries = offerEntries(db, customerSeq)
  if (entry !== null) entries.push(entry)
  return deriveOffers(entries.toSorted((one, other) => one.at - other.at)).offers
}

const offerEntries = (db: ReadHandle, customerSeq: number): OfferEntry[] =>
  db.all(sql`select decision, source, at from consent_event where customer_seq = ${customerSeq} and purpose = 'offers' order by at, seq`)

/** Writes what the history says into the customer's row. */
export function refreshOffers(db: WriteHandle, customerSeq: number): void {
  const derived = deriveOffers(offerEntries(db, customerSeq))
  db.run(
    sql`update customer set offers = ${derived.offers}, offers_source = ${derived.source}, offers_at = ${derived.at} where seq = ${customerSeq}`,
  )
}

/** Turns a decision by word, button or WhatsApp's switch into an entry of the history. */
export function recordOffers(
  db: WriteHandle,
  customerSeq: number,
  told: { readonly decision: OffersDecision; readonly now: number },
): void {
  const { decision, now } = told
  const isSwitch = decision.decision === 'stopped' || decision.decision === 'resumed'
  addConsent(db, customerSeq, {
    at: decision.at,
    recordedAt: now,
    purpose: 'offers',
    decision: decision.decision === 'yes' || decision.decision === 'resumed' ? 'yes' : 'no',
    source: isSwitch ? 'whatsapp-preference' : decision.source,
    detail: decision.detail,
    wording: decision.wording ?? '',
    recordedBy: decision.by,
    importId: null,
    messageId: decision.messageId ?? null,
    placeId: decision.placeId ?? null,
  })
}

/** Whether the same entry stands in the history already. */
export function hasConsent(db: ReadHandle, customerSeq: number, entry: NewConsent): boolean {
  return (
    db.get(sql`
      select 1 from consent_event where customer_seq = ${customerSeq} and at = ${entry.at} and purpose = ${entry.purpose}
        and decision = ${entry.decision} and source = ${entry.source} and detail = ${entry.detail} limit 1`) !== undefined
  )
}
