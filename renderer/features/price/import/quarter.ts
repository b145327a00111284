/** The first day of the quarter of a day (2026-11-22 → 2026-10-01): Meta changes prices on no other day. */
export function quarterStart(day: string): string {
  const [year = '1970', month = '01'] = day.split('-')
  const first = Math.floor((Number(month) - 1) / 3) * 3 + 1
  return `${year}-${String(first).padStart(2, '0')}-01`
}
