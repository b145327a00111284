import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

/** A coupon as stored; `value` is JSON. */
export type CouponRow = {
  readonly seq: number
  readonly couponId: string
  readonly name: string
  readonly codes: 'shared' | 'unique'
  readonly prefix: string
  readonly value: string | null
  readonly startsAt: number | null
  readonly endsAt: number | null
  readonly usesPerCode: number | null
  readonly leastMicros: number | null
  /** Empty is the shop's own. */
  readonly currency: string
  readonly origin: 'generated' | 'imported' | 'broadcast'
  readonly broadcastId: string | null
  readonly stopped: number
  readonly createdAt: number
}

const columns = sql`
  seq, coupon_id as couponId, name, codes, prefix, value, starts_at as startsAt, ends_at as endsAt, uses_per_code as usesPerCode,
  least_micros as leastMicros, currency, origin, broadcast_id as broadcastId, stopped, created_at as createdAt`

export const findCoupon = (db: ReadHandle, couponId: string): CouponRow | undefined =>
  db.get<CouponRow>(sql`select ${columns} from coupon where coupon_id = ${couponId}`)

export const findCouponBySeq = (db: ReadHandle, seq: number): CouponRow | undefined =>
  db.get<CouponRow>(sql`select ${columns} from coupon where seq = ${seq}`)

export const allCoupons = (db: ReadHandle): CouponRow[] =>
  db.all<CouponRow>(sql`select ${columns} from coupon order by created_at desc, seq desc`)

export type NewCoupon = Omit<CouponRow, 'seq' | 'stopped'>

/** Writes a coupon; returns its number in the vault. */
export const insertCoupon = (db: WriteHandle, coupon: NewCoupon): number =>
  db.run(sql`
    insert into coupon (coupon_id, name, codes, prefix, value, starts_at, ends_at, uses_per_code, least_micros, currency, origin, broadcast_id, created_at)
    values (${coupon.couponId}, ${coupon.name}, ${coupon.codes}, ${coupon.prefix}, ${coupon.value}, ${coupon.startsAt}, ${coupon.endsAt},
      ${coupon.usesPerCode}, ${coupon.leastMicros}, ${coupon.currency}, ${coupon.origin}, ${coupon.broadcastId}, ${coupon.createdAt})`)
    .lastRowId

export type CouponChange = Pick<CouponRow, 'name' | 'prefix' | 'value' | 'startsAt' | 'endsAt' | 'usesPerCode' | 'leastMicros' | 'currency'>

export const updateCoupon = (db: WriteHandle, seq: number, coupon: CouponChange) =>
  db.run(sql`
    update coupon set name = ${coupon.name}, prefix = ${coupon.prefix}, value = ${coupon.value}, starts_at = ${coupon.startsAt},
      ends_at = ${coupon.endsAt}, uses_per_code = ${coupon.usesPerCode}, least_micros = ${coupon.leastMicros}, currency = ${coupon.currency}
    where seq = ${seq}`)

export const setStopped = (db: WriteHandle, seq: number, isStopped: boolean) =>
  db.run(sql`update coupon set stopped = ${Number(isStopped)} where seq = ${seq}`)

export const setOrigin = (db: WriteHandle, seq: number, origin: CouponRow['origin']) =>
  db.run(sql`update coupon set origin = ${origin} where seq = ${seq}`)

export const setEnd = (db: WriteHandle, seq: number, endsAt: number | null) =>
  db.run(sql`update coupon set ends_at = ${endsAt} where seq = ${seq}`)

/** The one code of a shared coupon. */
export const sharedCodeOf = (db: ReadHandle, couponSeq: number): string | null =>
  db.get<{ code: string }>(sql`select code from coupon_code where coupon_seq = ${couponSeq} limit 1`)?.code ?? null

/** Remembers that a broadcast gives out a coupon, and the end that its messages promise. */
export const linkBroadcast = (
  db: WriteHandle,
  link: { readonly broadcastId: string; readonly couponSeq: number; readonly endsAt: number | null },
) =>
  db.run(sql`
    insert into coupon_broadcast (broadcast_id, coupon_seq, ends_at) values (${link.broadcastId}, ${link.couponSeq}, ${link.endsAt})`)

/** The coupon that a broadcast gives out. */
export const linkedCoupon = (db: ReadHandle, broadcastId: string): number | undefined =>
  db.get<{ seq: number }>(sql`select coupon_seq as seq from coupon_broadcast where broadcast_id = ${broadcastId}`)?.seq

/** The end that the messages of a broadcast promise. */
export const linkedEnd = (db: ReadHandle, broadcastId: string): number | null =>
  db.get<{ endsAt: number | null }>(sql`select ends_at as endsAt from coupon_broadcast where broadcast_id = ${broadcastId}`)?.endsAt ?? null

/** Forgets that a broadcast gives out a coupon. */
export const unlinkBroadcast = (db: WriteHandle, broadcastId: string) =>
  db.run(sql`delete from coupon_broadcast where broadcast_id = ${broadcastId}`)

/** Removes a coupon that has no code any more. */
export const removeCoupon = (db: WriteHandle, seq: number) => db.run(sql`delete from coupon where seq = ${seq}`)

/** The latest end that broadcasts promised for a shared code; undefined where none promised anything. */
export function promisedEnd(db: ReadHandle, couponSeq: number): number | null | undefined {
  const row = db.get<{ links: number; ends: number; latest: number | null }>(
    sql`select count(*) as links, count(ends_at) as ends, max(ends_at) as latest from coupon_broadcast where coupon_seq = ${couponSeq}`,
  )
  if (row === undefined || row.links === 0) return undefined
  return row.ends < row.links ? null : row.latest
}

/** What a message of a broadcast promises, and whose its code is by now. */
export const promiseOf = (db: ReadHandle, { broadcastId, sendId }: { readonly broadcastId: string; readonly sendId: string }) =>
  db.get<{
    readonly codes: CouponRow['codes']
    readonly stopped: number
    readonly endsAt: number | null
    readonly state: string | null
  }>(sql`
    select c.codes, c.stopped, b.ends_at as endsAt, (select state from coupon_code where send_id = ${sendId}) as state
    from coupon_broadcast b join coupon c on c.seq = b.coupon_seq where b.broadcast_id = ${broadcastId}`)

/** Messages with a shared code that Meta took. */
export const countSharedIssued = (db: ReadHandle, couponSeq: number): number =>
  db.get<{ count: number }>(sql`
    select coalesce(sum(s.rows), 0) as count from coupon_broadcast b join send_count s on s.run_id = b.broadcast_id
    where b.coupon_seq = ${couponSeq} and s.state in ('accepted', 'sent', 'delivered', 'read')`)?.count ?? 0

export type Given = { readonly redemptions: number; readonly discountMicros: number; readonly salesMicros: number }

/** What was redeemed and not taken back, from sums that are kept with each change. */
export const sumRedemptions = (db: ReadHandle, couponSeq: number): Given =>
  db.get<Given>(sql`
    select rows as redemptions, discount_micros as discountMicros, sales_micros as salesMicros from coupon_given where coupon_seq = ${couponSeq}`) ?? {
    redemptions: 0,
    discountMicros: 0,
    salesMicros: 0,
  }
