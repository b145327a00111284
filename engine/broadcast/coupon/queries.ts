import { inList, sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

/** Which of these codes the vault has used already. */
export const takenCodes = (db: ReadHandle, codes: readonly string[]): Set<string> =>
  new Set(db.all<{ code: string }>(sql`select code from coupon_code where code in ${inList(codes)}`).map((row) => row.code))

export type ReservedCode = {
  readonly code: string
  readonly broadcastId: string
  readonly sendId: string
  readonly customerSeq: number
  readonly expiresAt: number | null
}

/** Keeps a code for one send; the table refuses a code that exists. */
export const reserveCode = (db: WriteHandle, reserved: ReservedCode, now: number) =>
  db.run(sql`
    insert into coupon_code (code, broadcast_id, send_id, customer_seq, state, expires_at, created_at)
    values (${reserved.code}, ${reserved.broadcastId}, ${reserved.sendId}, ${reserved.customerSeq}, 'reserved', ${reserved.expiresAt}, ${now})`)

/** The code is with Meta, whatever was thought of it before. */
export const markCodeSent = (db: WriteHandle, sendId: string) =>
  db.run(sql`update coupon_code set state = 'sent' where send_id = ${sendId} and state <> 'sent'`)

/** Nobody will get the code of this send; a code that left once stays sent. */
export const releaseCode = (db: WriteHandle, sendId: string) =>
  db.run(sql`update coupon_code set state = 'released' where send_id = ${sendId} and state = 'reserved'`)

/** A person decided to send once more: the code is promised again. */
export const reserveAgain = (db: WriteHandle, sendIds: readonly string[]) =>
  db.run(sql`update coupon_code set state = 'reserved' where send_id in ${inList(sendIds)} and state = 'released'`)

/** How many codes of a broadcast are with customers. */
export const countSentCodes = (db: ReadHandle, broadcastId: string): number =>
  db.get<{ count: number }>(sql`select count(*) as count from coupon_code where broadcast_id = ${broadcastId} and state = 'sent'`)?.count ??
  0
