import { createHash } from 'node:crypto'
import type { EraseReceipt } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { receiptNumber, receiptText } from './rules.ts'

export type Receipt = z.infer<typeof EraseReceipt>

type Stored = Omit<Receipt, 'removed' | 'suppressionKept'> & { readonly removed: string; readonly suppressionKept: number }

/** Numbers of one year may grow longer than four digits. */
const NEWEST = sql`at desc, length(receipt_id) desc, receipt_id desc`

/** Receipts, newest first. They hold counts and times, nothing of the person. */
export function listReceipts(db: ReadHandle): Receipt[] {
  return db
    .all<Stored>(sql`
      select receipt_id as receiptId, at, by_whom as by, removed, suppression_kept as suppressionKept, check_code as checkCode
      from erase_receipt order by ${NEWEST}`)
    .map((stored) => ({
      ...stored,
      removed: JSON.parse(stored.removed) as Receipt['removed'],
      suppressionKept: stored.suppressionKept === 1,
    }))
}

/** Writes the next receipt; its check code covers the one before it, so that none can be changed or taken out unseen. */
export function addReceipt(db: WriteHandle, facts: Pick<Receipt, 'at' | 'by' | 'removed' | 'suppressionKept'>, timeZone: string): Receipt {
  const latest = listReceipts(db)[0]
  // A clock that was set back must not put a receipt before the one it is chained to.
  const at = Math.max(facts.at, latest?.at ?? 0) as Receipt['at']
  const year = Number(new Intl.DateTimeFormat('en-US', { year: 'numeric', timeZone }).format(at))
  const sequence =
    db.get<{ count: number }>(sql`select count(*) as count from erase_receipt where receipt_id like ${`E-${year}-%`}`)?.count ?? 0
  const receipt = { ...facts, at, receiptId: receiptNumber(year, sequence + 1) as Receipt['receiptId'] }
  const checkCode = checkCodeOf(receipt, latest?.checkCode ?? '')
  db.run(sql`
    insert into erase_receipt (receipt_id, at, by_whom, removed, suppression_kept, check_code)
    values (${receipt.receiptId}, ${at}, ${facts.by}, ${JSON.stringify(facts.removed)}, ${facts.suppressionKept ? 1 : 0}, ${checkCode})`)
  return { ...receipt, checkCode }
}

/** The number of the first receipt whose check code does not fit the chain; null when all fit. */
export function firstBrokenReceipt(receipts: readonly Receipt[]): string | null {
  let before = ''
  for (const receipt of receipts.toReversed()) {
    if (checkCodeOf(receipt, before) !== receipt.checkCode) return receipt.receiptId
    before = receipt.checkCode
  }
  return null
}

const checkCodeOf = (receipt: Omit<Receipt, 'checkCode'>, before: string): string =>
  createHash('sha256').update(receiptText(receipt, before)).digest('hex')
