import { createHash } from 'node:crypto'
import type { EraseReceipt } from '#contract/ipc/customer-privacy.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { receiptNumber, receiptText } from './rules.ts'

export type Receipt = z.infer<typeof EraseReceipt>

type Stored = Omit<Receipt, 'removed' | 'suppressionKept' | 'backups'> & {
  readonly removed: string
  readonly suppressionKept: number
  readonly rewritten: number
  readonly waiting: string
}

/** Numbers of one year may grow longer than four digits. */
const NEWEST = sql`at desc, length(receipt_id) desc, receipt_id desc`

/** Receipts, newest first. They hold counts and times, nothing of the person. */
export function listReceipts(db: ReadHandle): Receipt[] {
  return db
    .all<Stored>(sql`
      select receipt_id as receiptId, at, by_whom as by, removed, suppression_kept as suppressionKept, check_code as checkCode,
        backups_rewritten as rewritten, backups_waiting as waiting
      from erase_receipt order by ${NEWEST}`)
    .map(({ rewritten, waiting, ...stored }) => ({
      ...stored,
      removed: JSON.parse(stored.removed) as Receipt['removed'],
      suppressionKept: stored.suppressionKept === 1,
      backups: { rewritten, waiting: JSON.parse(waiting) as string[] },
    }))
}

type Latest = { readonly at: number; readonly checkCode: string }

const latestOf = (db: ReadHandle): Latest | undefined =>
  db.get<Latest>(sql`select at, check_code as checkCode from erase_receipt order by ${NEWEST} limit 1`)

/** Writes the next receipt; its check code covers the one before it, so that none can be changed or taken out unseen. */
export function addReceipt(
  db: WriteHandle,
  facts: Pick<Receipt, 'at' | 'by' | 'removed' | 'suppressionKept' | 'backups'>,
  timeZone: string,
): Receipt {
  const latest = latestOf(db)
  // A clock that was set back must not put a receipt before the one it is chained to.
  const at = Math.max(facts.at, latest?.at ?? 0) as Receipt['at']
  const year = Number(new Intl.DateTimeFormat('en-US', { year: 'numeric', timeZone }).format(at))
  const sequence =
    db.get<{ count: number }>(sql`select count(*) as count from erase_receipt where receipt_id like ${`E-${year}-%`}`)?.count ?? 0
  const numbered = { ...facts, at, receiptId: receiptNumber(year, sequence + 1) as Receipt['receiptId'] }
  const receipt = { ...numbered, checkCode: checkCodeOf(numbered, latest?.checkCode ?? '') }
  keepReceipt(db, receipt)
  return receipt
}

function keepReceipt(db: WriteHandle, { receiptId, at, by, removed, suppressionKept, checkCode, backups }: Receipt): void {
  db.run(sql`
    insert into erase_receipt (receipt_id, at, by_whom, removed, suppression_kept, check_code, backups_rewritten, backups_waiting)
    values (${receiptId}, ${at}, ${by}, ${JSON.stringify(removed)}, ${suppressionKept ? 1 : 0}, ${checkCode}, ${backups.rewritten},
      ${JSON.stringify(backups.waiting)})`)
}

/**
 * Puts receipts back that an older copy does not have, as long as each is chained to the newest there; how many. One that
 * was changed, or whose forerunner is missing, is left out.
 */
export function putBackReceipts(db: WriteHandle, known: readonly Receipt[]): number {
  const numbers = new Set(listReceipts(db).map(({ receiptId }) => receiptId))
  let latest = latestOf(db)?.checkCode ?? ''
  let count = 0
  for (const receipt of known) {
    if (numbers.has(receipt.receiptId) || checkCodeOf(receipt, latest) !== receipt.checkCode) continue
    keepReceipt(db, receipt)
    numbers.add(receipt.receiptId)
    latest = receipt.checkCode
    count += 1
  }
  return count
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

/** Whether this shop gave out a receipt with this number and code, and nothing before it was changed or taken out. */
export function isGoodReceipt(receipts: readonly Receipt[], claimed: { readonly receiptId: string; readonly checkCode: string }): boolean {
  const place = receipts.findIndex((receipt) => receipt.receiptId === claimed.receiptId)
  const code = claimed.checkCode.replaceAll(/\s/g, '').toLowerCase()
  return place >= 0 && receipts[place]?.checkCode === code && firstBrokenReceipt(receipts.slice(place)) === null
}

// Backups are left out: those that could not be reached are rewritten later, and the code must not change then.
const checkCodeOf = (receipt: Omit<Receipt, 'checkCode'>, before: string): string =>
  createHash('sha256').update(receiptText(receipt, before)).digest('hex')
