import { inList, sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'

/** One code of a coupon as stored. */
export type CodeRow = {
  readonly seq: number
  readonly couponSeq: number
  readonly code: string
  readonly broadcastId: string | null
  readonly sendId: string | null
  readonly customerSeq: number | null
  readonly customerId: string | null
  readonly customerName: string | null
  readonly state: 'free' | 'reserved' | 'issued'
  readonly expiresAt: number | null
  readonly uses: number
  readonly usedMicros: number
  /** When and for what it was given out by hand. */
  readonly handedOutAt: number | null
  readonly handedOutNote: string | null
}

const columns = sql`
  k.seq, k.coupon_seq as couponSeq, k.code, k.broadcast_id as broadcastId, k.send_id as sendId, k.customer_seq as customerSeq,
  c.customer_id as customerId, c.name as customerName, k.state, k.expires_at as expiresAt, k.uses, k.used_micros as usedMicros,
  h.at as handedOutAt, h.note as handedOutNote`
const tables = sql`coupon_code k left join customer c on c.seq = k.customer_seq left join coupon_handout h on h.seq = k.handout_seq`

/** A code exactly as it is written. */
export const findCode = (db: ReadHandle, code: string): CodeRow | undefined =>
  db.get<CodeRow>(sql`select ${columns} from ${tables} where k.code = ${code}`)

export const findCodeBySeq = (db: ReadHandle, seq: number): CodeRow | undefined =>
  db.get<CodeRow>(sql`select ${columns} from ${tables} where k.seq = ${seq}`)

/** Codes that a search looks at: who types more finds fewer. */
export const MOST_FOUND = 500

/** Places of the codes that begin so, with or without the prefix that all of a coupon have. */
export function codesFrom(prefix: Sql, typed: string): Sql {
  const start = typed.toUpperCase()
  const range = (from: Sql): Sql => sql`
    select * from (select seq from coupon_code where code >= ${from} and code < ${from} || '~' limit ${MOST_FOUND + 1})`
  return sql`${range(sql`(${start})`)} union ${range(sql`(${prefix} || ${start})`)}`
}

/** Which of these codes the vault has used already. */
export const takenCodes = (db: ReadHandle, codes: readonly string[]): Set<string> =>
  new Set(db.all<{ code: string }>(sql`select code from coupon_code where code in ${inList(codes)}`).map((row) => row.code))

/** Codes of a pool that nobody has, as many as wanted. */
export const freeCodes = (db: ReadHandle, couponSeq: number, most: number): { readonly seq: number; readonly code: string }[] =>
  db.all(sql`select seq, code from coupon_code where coupon_seq = ${couponSeq} and state = 'free' and uses = 0 limit ${most}`)

export const countFree = (db: ReadHandle, couponSeq: number): number =>
  db.get<{ count: number }>(
    sql`select coalesce(sum(rows), 0) as count from coupon_code_count where coupon_seq = ${couponSeq} and state = 'free' and used = 0`,
  )?.count ?? 0

/** How many of these codes of a pool are still free. */
export const countFreeAmong = (db: ReadHandle, couponSeq: number, seqs: readonly number[]): number =>
  db.get<{ count: number }>(
    sql`select count(*) as count from coupon_code where seq in ${inList(seqs)} and coupon_seq = ${couponSeq} and state = 'free' and uses = 0`,
  )?.count ?? 0

export const countCodes = (db: ReadHandle, couponSeq: number): number =>
  db.get<{ count: number }>(sql`select coalesce(sum(rows), 0) as count from coupon_code_count where coupon_seq = ${couponSeq}`)?.count ?? 0

/** Characters of the longest code of a pool that nobody has. */
export const longestFree = (db: ReadHandle, couponSeq: number): number =>
  db.get<{ longest: number | null }>(
    sql`select max(length(code)) as longest from coupon_code where coupon_seq = ${couponSeq} and state = 'free' and uses = 0`,
  )?.longest ?? 0

/** Adds a code to a pool; false when the vault knows it already. */
export const addCode = (
  db: WriteHandle,
  code: { readonly couponSeq: number; readonly code: string; readonly state: 'free' | 'issued'; readonly at: number },
): boolean =>
  db.run(sql`
    insert into coupon_code (coupon_seq, code, state, created_at) values (${code.couponSeq}, ${code.code}, ${code.state}, ${code.at})
    on conflict (code) do nothing`).changes === 1

/** Whose a code becomes. */
export type Holder = {
  readonly couponSeq: number
  readonly broadcastId: string
  readonly sendId: string
  readonly customerSeq: number | null
  readonly expiresAt: number | null
}

/** Keeps a code of the pool for one send; false when it is not free any more. */
export const reserveFree = (db: WriteHandle, seq: number, holder: Holder): boolean =>
  db.run(sql`
    update coupon_code set state = 'reserved', broadcast_id = ${holder.broadcastId}, send_id = ${holder.sendId},
      customer_seq = ${holder.customerSeq}, expires_at = ${holder.expiresAt}
    where seq = ${seq} and coupon_seq = ${holder.couponSeq} and state = 'free' and uses = 0`).changes === 1

/** Adds a new code that is one send's from the beginning; false when the vault knows it already. */
export const reserveNew = (db: WriteHandle, code: string, holder: Holder & { readonly at: number }): boolean =>
  db.run(sql`
    insert into coupon_code (coupon_seq, code, broadcast_id, send_id, customer_seq, state, expires_at, created_at)
    values (${holder.couponSeq}, ${code}, ${holder.broadcastId}, ${holder.sendId}, ${holder.customerSeq}, 'reserved', ${holder.expiresAt}, ${holder.at})
    on conflict (code) do nothing`).changes === 1

const codesOf = (broadcastId: string, most: number) => sql`
  select seq from coupon_code where broadcast_id = ${broadcastId} and state = 'reserved' and uses = 0 limit ${most}`

/** Removes some codes that no message ever carried; how many. */
export const removeCodes = (db: WriteHandle, broadcastId: string, most: number): number =>
  db.run(sql`delete from coupon_code where seq in (${codesOf(broadcastId, most)})`).changes

/** Frees some codes of a pool that no message ever carried; how many. */
export const freeCodesOf = (db: WriteHandle, broadcastId: string, most: number): number =>
  db.run(sql`
    update coupon_code set state = 'free', broadcast_id = null, send_id = null, customer_seq = null, expires_at = null
    where seq in (${codesOf(broadcastId, most)})`).changes

export const markIssued = (db: WriteHandle, sendId: string) =>
  db.run(sql`update coupon_code set state = 'issued' where send_id = ${sendId} and state <> 'issued'`)

/** A code that left once, or that somebody used, stays where it is. */
export const markReleased = (db: WriteHandle, sendId: string) =>
  db.run(sql`update coupon_code set state = 'free' where send_id = ${sendId} and state = 'reserved' and uses = 0`)

export const reserveAgain = (db: WriteHandle, sendIds: readonly string[]) =>
  db.run(sql`update coupon_code set state = 'reserved' where send_id in ${inList(sendIds)} and state = 'free' and uses = 0`)

/** Codes of a broadcast that are with customers. */
export const countIssuedOf = (db: ReadHandle, broadcastId: string): number =>
  db.get<{ count: number }>(sql`select count(*) as count from coupon_code where broadcast_id = ${broadcastId} and state = 'issued'`)
    ?.count ?? 0
