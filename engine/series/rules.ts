import type { CallOutput } from '#contract/ipc/index.ts'

export type SeriesView = CallOutput<'series.get'>
export type PauseReason = NonNullable<SeriesView['pauseReason']>
type Review = CallOutput<'broadcast.review'>

/**
 * Which of the times that have come is carried out: only the latest, so that a long sleep never ends in a burst, and one
 * whose grace is over only where the series asks then. The others are let pass without a note: if the clock was wrong they
 * are still to come.
 * @param due in order
 */
export function decideRound(
  due: readonly number[],
  { now, graceMs, ifMissed }: { readonly now: number; readonly graceMs: number; readonly ifMissed: 'ask' | 'skip' },
): number | null {
  const latest = due.at(-1)
  if (latest === undefined) return null
  return ifMissed === 'skip' && isMissed(latest, { now, graceMs }) ? null : latest
}

/** Whether a time is too long ago to begin by itself. */
export const isMissed = (at: number, { now, graceMs }: { readonly now: number; readonly graceMs: number }): boolean => now - at > graceMs

/** What a review says about one time of a series: it may go, has nobody to go to, or is for a person to look at. */
export type Verdict = { readonly kind: 'go' } | { readonly kind: 'nobody' } | { readonly kind: 'ask'; readonly reason: PauseReason }

const REASONS: Partial<Record<Review['issues'][number]['code'], PauseReason>> = {
  'template-missing': 'template-not-sendable',
  'template-not-sendable': 'template-not-sendable',
  'group-missing': 'group-missing',
  budget: 'budget',
  'month-budget': 'budget',
  'price-unknown': 'price-unknown',
}

/** Holds a review against what was approved for every time: what stops, what it costs, and that every price is known. */
export function judgeReview({ issues, cost, goes }: Pick<Review, 'issues' | 'cost' | 'goes'>, budgetEachMicros: number): Verdict {
  const stops = issues.filter(({ level, code }) => level === 'stop' && code !== 'nobody')
  const [first] = stops
  if (first !== undefined) return { kind: 'ask', reason: REASONS[first.code] ?? 'review-stopped' }
  if (goes === 0) return { kind: 'nobody' }
  if (cost.unknownPeople > 0) return { kind: 'ask', reason: 'price-unknown' }
  return cost.totalMicros > budgetEachMicros ? { kind: 'ask', reason: 'budget' } : { kind: 'go' }
}
