import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'

export type HandoutView = CallOutput<'coupon.issue'>
export type HandoutRow = HandoutView & { readonly seq: number }

const rows = (where: Sql, most: number): Sql => sql`
  select h.seq, h.handout_id as handoutId, c.coupon_id as couponId, h.at, h.by_whom as "by", h.note, p.customer_id as customerId,
    coalesce(p.name, '') as customerName,
    (select count(*) from coupon_code where handout_seq = h.seq) as codes,
    (select count(*) from coupon_code where handout_seq = h.seq and uses > 0) as used
  from coupon_handout h join coupon c on c.seq = h.coupon_seq left join customer p on p.seq = h.customer_seq
  where ${where} order by h.seq desc limit ${most}`

export const findHandout = (db: ReadHandle, handoutId: string): HandoutRow | undefined =>
  db.get<HandoutRow>(rows(sql`h.handout_id = ${handoutId}`, 1))

export const findHandoutRequest = (db: ReadHandle, requestId: string): HandoutRow | undefined =>
  db.get<HandoutRow>(rows(sql`h.request_id = ${requestId}`, 1))

/** A page of what was given out by hand of a coupon, newest first. */
export const handoutPage = (
  db: ReadHandle,
  page: { readonly couponSeq: number; readonly before: number; readonly most: number },
): HandoutRow[] => db.all<HandoutRow>(rows(sql`h.coupon_seq = ${page.couponSeq} and h.seq < ${page.before}`, page.most))

export type NewHandout = {
  readonly handoutId: string
  readonly requestId: string
  readonly couponSeq: number
  readonly customerSeq: number | null
  readonly note: string
  readonly at: number
  readonly by: string
}

/** Notes that codes are given out by hand; returns its number in the vault. */
export const insertHandout = (db: WriteHandle, handout: NewHandout): number =>
  db.run(sql`
    insert into coupon_handout (handout_id, request_id, coupon_seq, customer_seq, note, at, by_whom)
    values (${handout.handoutId}, ${handout.requestId}, ${handout.couponSeq}, ${handout.customerSeq}, ${handout.note}, ${handout.at}, ${handout.by})`)
    .lastRowId

export type Handing = {
  readonly handoutSeq: number
  readonly couponSeq: number
  readonly customerSeq: number | null
  readonly expiresAt: number | null
  readonly count: number
}

/** Gives out codes that nobody has; how many. A message that once was to carry one of them can not take it again. */
export const handOutFree = (db: WriteHandle, handing: Handing): number =>
  db.run(sql`
    update coupon_code set state = 'issued', handout_seq = ${handing.handoutSeq}, customer_seq = ${handing.customerSeq},
      expires_at = ${handing.expiresAt}, broadcast_id = null, send_id = null
    where seq in (select seq from coupon_code where coupon_seq = ${handing.couponSeq} and state = 'free' and uses = 0 limit ${handing.count})`)
    .changes

/** Codes of one giving out, in their order, after a place. */
export const handedOutCodes = (
  db: ReadHandle,
  page: { readonly handoutSeq: number; readonly after: number; readonly most: number },
): {
  readonly seq: number
  readonly code: string
  readonly expiresAt: number | null
  readonly uses: number
  readonly lastUsedAt: number | null
}[] =>
  db.all(sql`
    select seq, code, expires_at as expiresAt, uses, last_used_at as lastUsedAt from coupon_code
    where handout_seq = ${page.handoutSeq} and seq > ${page.after} order by seq limit ${page.most}`)
