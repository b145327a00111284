import { joinSql, sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'
import type { RedemptionView } from './view.ts'

/** A use of a code as stored, with the names that go with it. */
export type RedemptionRow = Omit<RedemptionView, 'undoUntil'> & {
  readonly seq: number
  readonly codeSeq: number
  readonly couponSeq: number
  readonly orderId: string | null
}

/** How long a redemption can be taken back. */
export const UNDO_MS = 10 * 60_000

const rows = (where: Sql, most: number): Sql => sql`
  select r.seq, r.redemption_id as redemptionId, k.code, c.coupon_id as couponId, c.name as couponName, p.customer_id as customerId,
    coalesce(p.name, '') as customerName, r.at, r.place, r.by_whom as "by", r.discount_micros as discountMicros,
    r.sales_micros as salesMicros, r.currency, u.at as undoneAt, r.code_seq as codeSeq, r.coupon_seq as couponSeq, r.order_id as orderId
  from redemption r join coupon_code k on k.seq = r.code_seq join coupon c on c.seq = r.coupon_seq
    left join customer p on p.seq = r.customer_seq left join redemption_undo u on u.redemption_seq = r.seq
  where ${where} order by r.seq desc limit ${most}`

/** A use as it is told outside. */
export function redemptionView(row: RedemptionRow): RedemptionView {
  const { redemptionId, code, couponId, couponName, customerId, customerName, at, place, by } = row
  const { discountMicros, salesMicros, currency, undoneAt } = row
  const who = { redemptionId, code, couponId, couponName, customerId, customerName }
  const undoUntil = (at + UNDO_MS) as RedemptionView['undoUntil']
  return { ...who, at, place, by, discountMicros, salesMicros, currency, undoUntil, undoneAt }
}

export const findRedemption = (db: ReadHandle, redemptionId: string): RedemptionRow | undefined =>
  db.get<RedemptionRow>(rows(sql`r.redemption_id = ${redemptionId}`, 1))

export const findRequest = (db: ReadHandle, requestId: string): RedemptionRow | undefined =>
  db.get<RedemptionRow>(rows(sql`r.request_id = ${requestId}`, 1))

/** Uses of a code that count, newest first. */
export const usesOf = (db: ReadHandle, codeSeq: number, most: number): RedemptionRow[] =>
  db.all<RedemptionRow>(rows(sql`r.code_seq = ${codeSeq} and u.at is null`, most))

/** A page of all uses or those of one coupon, newest first; undone ones are among them. */
export function redemptionPage(
  db: ReadHandle,
  page: { readonly couponSeq: number | undefined; readonly before: number; readonly most: number },
): RedemptionRow[] {
  const conditions = [sql`r.seq < ${page.before}`]
  if (page.couponSeq !== undefined) conditions.push(sql`r.coupon_seq = ${page.couponSeq}`)
  return db.all<RedemptionRow>(rows(joinSql(conditions, ' and '), page.most))
}

export type NewRedemption = {
  readonly redemptionId: string
  readonly requestId: string
  readonly codeSeq: number
  readonly couponSeq: number
  readonly customerSeq: number | null
  readonly broadcastId: string | null
  readonly at: number
  readonly place: string
  readonly by: string
  readonly discountMicros: number | null
  readonly salesMicros: number | null
  readonly currency: string
  readonly orderId: string | null
}

/** Writes a use and counts it at its code. */
export function insertRedemption(db: WriteHandle, use: NewRedemption): void {
  db.run(sql`
    insert into redemption (redemption_id, request_id, code_seq, coupon_seq, customer_seq, broadcast_id, at, place, by_whom, discount_micros,
      sales_micros, currency, order_id)
    values (${use.redemptionId}, ${use.requestId}, ${use.codeSeq}, ${use.couponSeq}, ${use.customerSeq}, ${use.broadcastId}, ${use.at},
      ${use.place}, ${use.by}, ${use.discountMicros}, ${use.salesMicros}, ${use.currency}, ${use.orderId})`)
  countUses(db, use.codeSeq)
}

/** Notes that a use was taken back, and counts its code again. */
export function insertUndo(db: WriteHandle, row: RedemptionRow, { at, by }: { readonly at: number; readonly by: string }): void {
  db.run(sql`insert into redemption_undo (redemption_seq, at, by_whom) values (${row.seq}, ${at}, ${by})`)
  countUses(db, row.codeSeq)
}

/** What stands at the code is always the sum of its uses that count. */
const countUses = (db: WriteHandle, codeSeq: number) =>
  db.run(sql`
    update coupon_code set (uses, used_micros, last_used_at) =
      (select count(*), coalesce(sum(discount_micros), 0), max(at) from redemption_in_force where code_seq = ${codeSeq})
    where seq = ${codeSeq}`)
