import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'

type CodeOfPerson = {
  readonly code: string
  readonly coupon: string
  readonly broadcast: string | null
  readonly state: string
  readonly expiresAt: number | null
  readonly createdAt: number
  /** When and for what it was given out by hand. */
  readonly handedOutAt: number | null
  readonly handedOutFor: string | null
}
type UseOfPerson = {
  readonly code: string
  readonly coupon: string
  readonly at: number
  readonly place: string
  /** Amounts in the currency's main unit, as people read them. */
  readonly discount: number | null
  readonly sales: number | null
  readonly currency: string
  readonly undoneAt: number | null
}

/**
 * Coupon codes of a person. Erasing cuts the tie: the code itself tells nothing and stays, so that the till still knows
 * it and nobody else ever gets what that person may have got.
 */
const codes: PersonalDataSource = {
  kind: 'coupon codes',
  tables: ['coupon', 'coupon_broadcast', 'coupon_code', 'coupon_handout'],
  count: (db, customerId) => codesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: codesOf(db, customerId), files: [] }),
  erase(db, customerId) {
    // What was noted for one person may tell who that was.
    db.run(sql`update coupon_handout set customer_seq = null, note = '' where customer_seq = ${seqOf(customerId)}`)
    return db.run(sql`update coupon_code set customer_seq = null, send_id = null where customer_seq = ${seqOf(customerId)}`).changes
  },
}

/** What somebody redeemed. Erasing leaves the use as a fact of the till, without the person. */
const uses: PersonalDataSource = {
  kind: 'coupon uses',
  tables: ['redemption', 'redemption_undo'],
  count: (db, customerId) => usesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: usesOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`update redemption set customer_seq = null where customer_seq = ${seqOf(customerId)}`).changes,
}

/** What this room keeps about people. */
export const personalData: readonly PersonalDataSource[] = [codes, uses]

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const codesOf = (db: ReadHandle, customerId: string): CodeOfPerson[] =>
  db.all(sql`
    select k.code, c.name as coupon, b.name as broadcast, iif(k.uses > 0, 'used', k.state) as state, k.expires_at as expiresAt,
      k.created_at as createdAt, h.at as handedOutAt, h.note as handedOutFor
    from coupon_code k join coupon c on c.seq = k.coupon_seq left join broadcast b on b.broadcast_id = k.broadcast_id
      left join coupon_handout h on h.seq = k.handout_seq
    where k.customer_seq = ${seqOf(customerId)} order by k.created_at, k.code`)

const usesOf = (db: ReadHandle, customerId: string): UseOfPerson[] =>
  db.all(sql`
    select k.code, c.name as coupon, r.at, r.place, r.discount_micros / 1000000.0 as discount, r.sales_micros / 1000000.0 as sales, r.currency,
      u.at as undoneAt
    from redemption r join coupon_code k on k.seq = r.code_seq join coupon c on c.seq = r.coupon_seq
      left join redemption_undo u on u.redemption_seq = r.seq
    where r.customer_seq = ${seqOf(customerId)} order by r.at`)
