/** A person as far as the confirmation needs them. */
export type Confirmed = { readonly customerId: string; readonly phone: string | null }

/** What must be typed before somebody is erased: the end of the number, or of the customer code where there is none. */
export const confirmWith = (person: Confirmed): 'phone' | 'code' => (person.phone === null ? 'code' : 'phone')

/** Compares what was typed, in any width and case, with the last four characters. */
export function isConfirmed(person: Confirmed, typed: string): boolean {
  const wanted = (person.phone ?? person.customerId).slice(-4).toLowerCase()
  return typed.normalize('NFKC').trim().toLowerCase() === wanted
}

/** Receipts are numbered within the year of the shop's calendar: E-2026-0031. */
export const receiptNumber = (year: number, sequence: number): string => `E-${year}-${String(sequence).padStart(4, '0')}`

/** The part of a receipt that its check code covers, in one fixed spelling, chained to the code before it. */
export function receiptText(
  receipt: {
    readonly receiptId: string
    readonly at: number
    readonly by: string
    readonly removed: readonly { readonly kind: string; readonly count: number }[]
    readonly suppressionKept: boolean
  },
  codeBefore: string,
): string {
  const removed = receipt.removed.map(({ kind, count }) => [kind, count])
  return JSON.stringify([codeBefore, receipt.receiptId, receipt.at, receipt.by, removed, receipt.suppressionKept])
}
