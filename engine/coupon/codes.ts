import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { joinSql, sql, type ReadHandle, type Sql } from '../store/index.ts'
import { searchQuery } from '../customer/index.ts'
import { codesFrom, MOST_FOUND } from './code-queries.ts'
import { endsOf, keptSums, stateIs, type Ends } from './code-states.ts'
import type { CouponDeps } from './face.ts'
import { findCoupon, type CouponRow } from './queries.ts'
import { lastMoment } from './rules.ts'

type Listed = CallOutput<'coupon.codes'>['codes'][number]
type Row = Omit<Listed, 'state' | 'expiresAt'> & {
  readonly seq: number
  readonly stored: 'free' | 'reserved' | 'issued'
  readonly promised: number | null
}
type Request = {
  readonly coupon: CouponRow
  readonly state: Listed['state'] | undefined
  readonly search: string
  readonly handoutId: string | undefined
  readonly ends: Ends
}

/** Codes of a coupon with whom they went to and what became of them, page by page. Errors: coupon-missing. */
export function codePages(deps: CouponDeps, input: ParsedInput<'coupon.codes'>): Result<CallOutput<'coupon.codes'>> {
  const db = deps.vault.store.read
  const coupon = findCoupon(db, input.couponId)
  if (coupon === undefined) return fail('coupon-missing')
  const ends = endsOf(db, coupon, deps.clock.now())
  const request = { coupon, state: input.state, search: input.search.trim(), handoutId: input.handoutId, ends }
  const after = /^\d{1,15}$/.test(input.cursor ?? '') ? Number(input.cursor) : 0
  const rows = pageOf(db, request, { after, most: input.limit + 1 })
  const page = rows.slice(0, input.limit)
  return ok({
    codes: page.map((row) => listed(row, request)),
    total: countOf(db, request),
    nextCursor: rows.length > input.limit ? String(page.at(-1)?.seq) : null,
  })
}

function listed({ code, stored, promised, customerId, customerName, uses, lastUsedAt }: Row, { ends }: Request): Listed {
  const expiresAt = lastMoment(ends.endsAt, stored === 'free' || ends.isShared ? undefined : promised)
  const isExpired = expiresAt !== null && expiresAt <= ends.now
  const state = uses > 0 ? 'used' : isExpired ? 'expired' : stored
  return { code, state, customerId, customerName, expiresAt: expiresAt as Listed['expiresAt'], uses, lastUsedAt }
}

function conditions(request: Request): Sql {
  const { coupon, state, search, handoutId } = request
  // The plus lets SQLite begin with the few that were found.
  const parts = [search === '' ? sql`k.coupon_seq = ${coupon.seq}` : sql`+k.coupon_seq = ${coupon.seq}`]
  if (state !== undefined) parts.push(stateIs(state, request.ends))
  if (handoutId !== undefined) parts.push(sql`k.handout_seq = (select seq from coupon_handout where handout_id = ${handoutId})`)
  if (search !== '') parts.push(sql`k.seq in (${found(coupon, search)})`)
  return joinSql(parts, ' and ')
}

const pageOf = (db: ReadHandle, request: Request, page: { readonly after: number; readonly most: number }): Row[] =>
  db.all<Row>(sql`
    select k.seq, k.code, k.state as stored, c.customer_id as customerId, coalesce(c.name, '') as customerName, k.expires_at as promised,
      k.uses, k.last_used_at as lastUsedAt
    from coupon_code k left join customer c on c.seq = k.customer_seq
    where k.seq > ${page.after} and ${conditions(request)} order by k.seq limit ${page.most}`)

/** Places of codes that begin so, and of those of people whom the search finds. */
function found(coupon: CouponRow, search: string): Sql {
  const query = searchQuery(search)
  const byCode = codesFrom(sql`${coupon.prefix}`, search)
  if (query === null) return byCode
  return sql`${byCode} union select * from (
    select y.seq from customer_search f cross join coupon_code y on y.customer_seq = f.rowid
    where f.customer_search match ${query} and +y.coupon_seq = ${coupon.seq} limit ${MOST_FOUND + 1})`
}

/** From counts that are kept with each change, unless the codes that are asked for are few anyway. */
function countOf(db: ReadHandle, request: Request): number {
  const { coupon, state, search, handoutId } = request
  const kept = sql`
    select coalesce(sum(k.rows), 0) as count from ${keptSums(coupon.seq)} where ${state === undefined ? sql`true` : stateIs(state, request.ends)}`
  const counted = sql`select count(*) as count from coupon_code k where ${conditions(request)}`
  return db.get<{ count: number }>(search === '' && handoutId === undefined ? kept : counted)?.count ?? 0
}
