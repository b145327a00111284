import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { addConsent, refreshOffers, type NewConsent } from './consent.ts'
import type { Identity } from './identity-keys.ts'
import { moveRows } from './merge/moves.ts'
import { noteChange } from './record/changes.ts'
import { reindex } from './queries.ts'

/** Moves what a room keeps about one customer to another, before the first is removed. */
export type Mover = (db: WriteHandle, move: { readonly from: number; readonly to: number }) => void

/**
 * Whether a record holds nothing but a conversation: nobody of the shop wrote into it, it came by no import, no broadcast
 * went to it, what was bought came as a cart, and whatever it says about consent came by WhatsApp itself.
 */
export function isBare(db: ReadHandle, customerSeq: number): boolean {
  const own = db.get(sql`
    select 1 from customer where seq = ${customerSeq}
      and (import_id is not null or address_as <> '' or note <> '' or language is not null or blocked <> 0)
    union all select 1 from customer_tag where customer_seq = ${customerSeq}
    union all select 1 from customer_date where customer_seq = ${customerSeq}
    union all select 1 from customer_order where customer_seq = ${customerSeq} and source <> 'cart'
    union all select 1 from consent_event where customer_seq = ${customerSeq} and source not in ('chat', 'whatsapp-preference')
    union all select 1 from export_record where customer_seq = ${customerSeq}
    union all select 1 from import_row where customer_seq = ${customerSeq}
    union all select 1 from coupon_code where customer_seq = ${customerSeq}
    union all select 1 from broadcast_answer where customer_seq = ${customerSeq}
    union all select 1 from broadcast_left_out where customer_seq = ${customerSeq}
    union all select 1 from send join run on run.run_id = send.run_id where send.customer_seq = ${customerSeq} and run.owner <> 'reply'
    limit 1`)
  return own === undefined
}

/**
 * Makes one customer of two: conversation, wishes about offers and what the second knows that the first does not go to
 * the first, and the second is removed. Its keys are free afterwards.
 */
export function join(db: WriteHandle, pair: { readonly from: Identity; readonly to: Identity; readonly movers: readonly Mover[] }): void {
  const { from, to, movers } = pair
  const move = { from: from.customerSeq, to: to.customerSeq }
  for (const moveTheirs of movers) moveTheirs(db, move)
  moveRows(db, move)
  db.run(sql`
    update customer set name = case when name = '' then ${from.name} else name end, username = coalesce(${from.username}, username),
      (last_inbound_at, last_message_at, last_offer_at) = (
        select max(coalesce(a.last_inbound_at, b.last_inbound_at), coalesce(b.last_inbound_at, a.last_inbound_at)),
          max(coalesce(a.last_message_at, b.last_message_at), coalesce(b.last_message_at, a.last_message_at)),
          max(coalesce(a.last_offer_at, b.last_offer_at), coalesce(b.last_offer_at, a.last_offer_at))
        from customer a, customer b where a.seq = ${from.customerSeq} and b.seq = ${to.customerSeq})
    where seq = ${to.customerSeq}`)
  db.run(sql`delete from customer where seq = ${from.customerSeq}`)
  refreshOffers(db, to.customerSeq)
  noteChange(db, to.customerSeq, { at: from.lastInboundAt ?? 0, by: 'whatsapp', kind: 'merged' })
  reindex(db, to.customerSeq)
}

/** Notes that two records may be one person; false when that is noted already. */
export function doubt(db: WriteHandle, customerSeq: number, { otherSeq, at }: { readonly otherSeq: number; readonly at: number }): boolean {
  const [first, second] = customerSeq < otherSeq ? [customerSeq, otherSeq] : [otherSeq, customerSeq]
  return (
    db.run(sql`insert into identity_doubt (customer_seq, other_seq, at) values (${first}, ${second}, ${at}) on conflict do nothing`)
      .changes === 1
  )
}

type Copy = { readonly from: number; readonly to: number }

/** Refusals of one record, written anew for another that may be the same person, in their order. */
export function copyRefusals(db: WriteHandle, { from, to }: Copy): void {
  const entries = db.all<NewConsent>(sql`
    select at, recorded_at as recordedAt, purpose, decision, source, detail, wording, recorded_by as recordedBy, import_id as importId
    from consent_event where customer_seq = ${from} and purpose = 'offers' and decision = 'no' order by at, seq`)
  for (const entry of entries) addConsent(db, to, entry)
}
