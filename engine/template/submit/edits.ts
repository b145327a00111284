import { TEMPLATE_LIMITS as L } from '#contract/cloud-api/template-limits.ts'
import type { CallOutput } from '#contract/ipc/index.ts'

const DAY_MS = 86_400_000

/** Changes of an approved template that are still allowed. */
export type Edits = CallOutput<'template.detail'>['edits']

/** How far back changes count. */
export const EDITS_COUNT_MS = 30 * DAY_MS

/**
 * Counts the changes of an approved template: one in 24 hours, ten in 30 days. Refused and paused ones may be changed
 * as often as needed; changes made elsewhere are not seen here.
 * @param edits times of the changes within 30 days, oldest first
 * @source reference part 5, edit
 */
export function allowanceOf(edits: readonly number[], now: number): Edits {
  const day = edits.filter((at) => at > now - DAY_MS)
  const month = edits.filter((at) => at > now - EDITS_COUNT_MS)
  const waits = [
    day.length >= L.editsPerDay ? (day[day.length - L.editsPerDay] ?? now) + DAY_MS : 0,
    month.length >= L.editsPer30Days ? (month[month.length - L.editsPer30Days] ?? now) + EDITS_COUNT_MS : 0,
  ]
  const next = Math.max(...waits)
  return {
    lastDay: day.length,
    perDay: L.editsPerDay,
    last30Days: month.length,
    per30Days: L.editsPer30Days,
    nextAt: (next > now ? next : null) as Edits['nextAt'],
  }
}
