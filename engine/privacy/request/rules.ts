/**
 * One calendar month later at the same time of day in UTC; a month that is too short ends it on its last day
 * (Regulation 1182/71, Art. 3(2)(c), for the month of GDPR Art. 12(3)).
 */
export function monthsLater(at: number, months: number): number {
  const begun = new Date(at)
  const day = begun.getUTCDate()
  const later = new Date(at)
  later.setUTCDate(1)
  later.setUTCMonth(later.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate()
  later.setUTCDate(Math.min(day, lastDay))
  return later.getTime()
}

/** One month after it came; two more when the shop told the person why (GDPR Art. 12(3)). */
export const dueAt = (request: { readonly receivedAt: number; readonly extendedWhy: string | null }): number =>
  monthsLater(request.receivedAt, request.extendedWhy === null ? 1 : 3)
