import type { ConsentEntry, CustomerCard } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import type { MediaFile } from '#contract/ipc/media-shapes.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { datesOf } from './dates.ts'
import { customerRow } from './queries.ts'

type Card = z.infer<typeof CustomerCard>
type Extra = Pick<Card, 'userId' | 'note' | 'messageCount' | 'broadcastCount' | 'lastExportAt' | 'restrictedWhy' | 'heldWhy'>

/**
 * One customer with history and counts. The counts are read from the tables of inbox, ledger, broadcast and order: a card is one
 * page for the reader, and rows there name the customer by reference.
 */
export function customerCard(db: ReadHandle, customerSeq: number): Card | undefined {
  const row = customerRow(db, customerSeq)
  const extra = db.get<Extra>(sql`
    select user_id as userId, note, restricted_why as restrictedWhy, held_why as heldWhy,
      (select count(*) from message where customer_seq = c.seq) as messageCount,
      (select count(*) from send s join run r on r.run_id = s.run_id where s.customer_seq = c.seq and r.owner = 'broadcast'
        and s.accepted_at is not null) as broadcastCount,
      (select max(at) from export_record where customer_seq = c.seq) as lastExportAt
    from customer c where seq = ${customerSeq}`)
  if (row === undefined || extra === undefined) return undefined
  return {
    ...row,
    ...extra,
    dates: datesOf(db, customerSeq),
    orders: ordersOf(db, customerSeq),
    consent: consentOf(db, customerSeq),
    coupons: couponsOf(db, customerSeq),
    merged: mergesOf(db, customerSeq),
  }
}

type Bought = Card['orders']['sums'][number] & { readonly count: number; readonly lastAt: Card['orders']['lastAt'] }

/** What the customer bought, added up in each currency. */
function ordersOf(db: ReadHandle, customerSeq: number): Card['orders'] {
  const rows = db.all<Bought>(sql`
    select currency, sum(total_micros) as totalMicros, count(*) as count, max(at) as lastAt
    from customer_order where customer_seq = ${customerSeq} group by currency order by max(at) desc`)
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    lastAt: rows[0]?.lastAt ?? null,
    sums: rows.map(({ currency, totalMicros }) => ({ currency, totalMicros })),
  }
}

type Entry = z.infer<typeof ConsentEntry>
type StoredEntry = Omit<Entry, 'evidence'> & { readonly evidence: string | null }
type Evidence = Omit<z.infer<typeof MediaFile>, 'isRisky'> & { readonly isRisky: 0 | 1 }

function consentOf(db: ReadHandle, customerSeq: number): Entry[] {
  return db
    .all<StoredEntry>(sql`
      select e.seq as entryId, e.at, e.recorded_at as recordedAt, e.purpose, e.decision, e.source, e.detail, e.wording, e.recorded_by as recordedBy,
        (select m.message_id from message m where m.message_id = e.message_id) as messageId,
        (select json_object('mediaFileId', f.media_file_id, 'state', f.state, 'mimeType', f.mime_type, 'sizeBytes', f.size_bytes,
          'shownAs', f.shown_as, 'isRisky', f.is_risky, 'reason', f.reason, 'name', f.name)
          from media_file f where f.media_file_id = e.evidence_id) as evidence
      from consent_event e where e.customer_seq = ${customerSeq} order by e.at desc, e.seq desc`)
    .map((entry) => ({ ...entry, evidence: evidenceOf(entry.evidence) }))
}

function evidenceOf(json: string | null): Entry['evidence'] {
  if (json === null) return null
  const file = JSON.parse(json) as Evidence
  return { ...file, isRisky: file.isRisky === 1 }
}

const mergesOf = (db: ReadHandle, customerSeq: number): Card['merged'] =>
  db.all(sql`
    select merge_id as mergeId, name, phone, at, by_whom as "by" from customer_merge where customer_seq = ${customerSeq} order by at desc, seq desc`)

/** Coupon codes of the customer, under the name of the broadcast that brought them, else of the coupon. A code that was used at the till says so; before that, whether it went out. */
function couponsOf(db: ReadHandle, customerSeq: number): Card['coupons'] {
  return db.all(sql`
    select k.code, coalesce(b.name, (select name from coupon where seq = k.coupon_seq)) as broadcastName, k.expires_at as expiresAt,
      iif(k.uses > 0, 'used', case k.state when 'issued' then 'sent' when 'free' then 'released' else 'reserved' end) as state
    from coupon_code k left join broadcast b on b.broadcast_id = k.broadcast_id
    where k.customer_seq = ${customerSeq} order by k.created_at desc, k.code`)
}
