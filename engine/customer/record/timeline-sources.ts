import type { TimelineEntry } from '#contract/ipc/customer-record.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type Sql } from '../../store/index.ts'

export type Entry = z.infer<typeof TimelineEntry>

/** Whose entries, up to which moment (ms), and how many at most. */
type Asked = { readonly customerSeq: number; readonly upTo: number; readonly most: number; readonly timeZone: string }

/** Reads entries of some kinds, newest first. */
type Source = { readonly kinds: readonly Entry['kind'][]; readonly read: (db: ReadHandle, asked: Asked) => Entry[] }

type Row = {
  readonly at: Entry['at']
  readonly kind: Entry['kind']
  readonly by: string | null
  readonly facts: string
  readonly changes?: string
}

const toEntry = ({ at, kind, by, facts, changes = '[]' }: Row): Entry => ({
  at,
  kind,
  by: by ?? '',
  facts: JSON.parse(facts) as Entry['facts'],
  changes: JSON.parse(changes) as Entry['changes'],
})

/** Rows of one customer up to a moment; `select` names at, kind, by, facts and ends before its conditions. */
const newest =
  (select: Sql, { customer, at }: { readonly customer: Sql; readonly at: Sql }, rest: Sql = sql`true`) =>
  (db: ReadHandle, { customerSeq, upTo, most }: Asked): Entry[] =>
    db
      .all<Row>(sql`${select} where ${customer} = ${customerSeq} and ${at} <= ${upTo} and ${rest} order by ${at} desc limit ${most}`)
      .map(toEntry)

const ofRow = { customer: sql`t.customer_seq`, at: sql`t.at` }

const added = newest(
  sql`
    select c.created_at as at, iif(c.import_id is null, 'added', 'imported') as kind, '' as "by",
      json_object('importId', c.import_id, 'fileName', (select file_name from import_run r where r.import_id = c.import_id)) as facts
    from customer c`,
  { customer: sql`c.seq`, at: sql`c.created_at` },
)

const changed = newest(
  sql`select t.at, t.kind, t.by_whom as "by", t.facts, t.changes from customer_change t`,
  ofRow,
  sql`t.kind <> 'unsuppressed'`,
)

const consent = newest(
  sql`
    select t.at, 'consent' as kind, t.recorded_by as "by",
      json_object('purpose', t.purpose, 'decision', t.decision, 'source', t.source, 'detail', t.detail, 'entryId', t.seq) as facts
    from consent_event t`,
  ofRow,
)

const broadcasts = newest(
  sql`
    select t.accepted_at as at, 'broadcast' as kind, coalesce(b.approved_by, '') as "by",
      json_object('broadcastId', b.broadcast_id, 'name', b.name, 'state', t.state) as facts
    from send t indexed by send_by_customer join broadcast b on b.broadcast_id = t.run_id`,
  { customer: sql`t.customer_seq`, at: sql`t.accepted_at` },
)

const coupons = newest(
  sql`
    select t.created_at as at, 'coupon' as kind, '' as "by",
      json_object('what', 'given', 'code', t.code, 'coupon', (select name from coupon k where k.seq = t.coupon_seq)) as facts
    from coupon_code t`,
  { customer: sql`t.customer_seq`, at: sql`t.created_at` },
  sql`t.state <> 'free'`,
)

const redeemed = newest(
  sql`
    select t.at, 'coupon' as kind, t.by_whom as "by",
      json_object('what', 'used', 'code', (select code from coupon_code k where k.seq = t.code_seq),
        'coupon', (select name from coupon k where k.seq = t.coupon_seq)) as facts
    from redemption t`,
  ofRow,
  sql`not exists (select 1 from redemption_undo u where u.redemption_seq = t.seq)`,
)

const orders = newest(
  sql`
    select t.at, 'order' as kind, '' as "by",
      json_object('orderId', t.order_id, 'number', t.number, 'totalMicros', t.total_micros, 'currency', t.currency, 'source', t.source) as facts
    from customer_order t`,
  ofRow,
)

const notes = newest(
  sql`
    select t.at, 'note' as kind, t.noted_by as "by", json_object('messageId', t.message_id, 'text', substr(t.content ->> '$.text', 1, 200)) as facts
    from message t`,
  ofRow,
  sql`t.noted_by is not null`,
)

const exported = newest(sql`select t.at, 'exported' as kind, t.by_whom as "by", '{}' as facts from export_record t`, ofRow)

const requests = newest(
  sql`
    select t.received_at as at, 'request' as kind, coalesce(t.closed_by, '') as "by",
      json_object('requestId', t.request_id, 'asked', t.kind, 'state', t.state) as facts
    from privacy_request t`,
  { customer: sql`t.customer_seq`, at: sql`t.received_at` },
)

const QUARTER_MS = 900_000
type Quarter = { readonly at: Entry['at']; readonly received: number; readonly sent: number }

/** Chats by the shop's day, at the last message of each. Times of all zones begin at a quarter of an hour. */
function chats(db: ReadHandle, { customerSeq, upTo, most, timeZone }: Asked): Entry[] {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone })
  const days = new Map<string, Entry>()
  const quarters = db.all<Quarter>(sql`
    select max(at) as at, sum(direction = 'in') as received, sum(direction = 'out') as sent from message
    where customer_seq = ${customerSeq} and noted_by is null group by at / ${QUARTER_MS} order by at desc`)
  for (const { at, received, sent } of quarters) {
    const key = day.format(at)
    const known = days.get(key)
    const facts = { received: Number(known?.facts['received'] ?? 0) + received, sent: Number(known?.facts['sent'] ?? 0) + sent }
    days.set(key, { at: known?.at ?? at, kind: 'messages', by: '', facts, changes: [] })
  }
  return [...days.values()].filter((entry) => entry.at <= upTo).slice(0, most)
}

/** Where a timeline comes from. Tables of other rooms name the customer by reference, as those of the card do. */
export const sources: readonly Source[] = [
  { kinds: ['changed', 'merged', 'parted', 'restricted', 'held'], read: changed },
  { kinds: ['consent'], read: consent },
  { kinds: ['order'], read: orders },
  { kinds: ['coupon'], read: redeemed },
  { kinds: ['coupon'], read: coupons },
  { kinds: ['broadcast'], read: broadcasts },
  { kinds: ['note'], read: notes },
  { kinds: ['messages'], read: chats },
  { kinds: ['exported'], read: exported },
  { kinds: ['request'], read: requests },
  { kinds: ['added', 'imported'], read: added },
]
