import type { ErrorCode } from '#contract/errors/catalogue.ts'
import type { MediaFile } from './kinds.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Meta keeps what customers send for seven days. @source reference part 4 */
const KEPT_AT_META_MS = 7 * DAY_MS
/** A line that is away this long brings nothing any more: history may be twice as old. */
const GIVE_UP_MS = 14 * DAY_MS

/** Waits before each further try; the last one repeats. */
const WAITS_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS] as const

/** Bytes that came wrong may come right; three times wrong is not chance. */
const MOST_WRONG_TRIES = 3

const wrong: readonly ErrorCode[] = ['media-damaged', 'address-refused', 'redirect-refused']
/** Meta's ways to say that it has no such file. */
const gone: readonly ErrorCode[] = ['media-gone', 'meta-permission-missing', 'meta-refused']

/** What a failed try leads to. */
export type NextStep = { readonly state: MediaFile['state']; readonly reason: ErrorCode | null; readonly nextTryAt: number | null }

/** @param tries how many there were, this one included */
export function afterFailure(code: ErrorCode, { tries, since, now }: { tries: number; since: number; now: number }): NextStep {
  const ageMs = now - since
  const again: NextStep = { state: 'loading', reason: code, nextTryAt: now + (WAITS_MS[tries - 1] ?? 6 * HOUR_MS) }
  if (code === 'media-too-large') return { state: 'refused', reason: code, nextTryAt: null }
  if (wrong.includes(code)) return tries < MOST_WRONG_TRIES ? again : { state: 'refused', reason: code, nextTryAt: null }
  const isExpired = gone.includes(code)
    ? ageMs >= KEPT_AT_META_MS || (code === 'media-gone' && tries >= MOST_WRONG_TRIES)
    : ageMs >= GIVE_UP_MS
  return isExpired ? { state: 'expired', reason: null, nextTryAt: null } : again
}

/** Slower than this is a line on which nothing arrives; one such stretch ends the try. */
export const LEAST_PACE = { bytes: 65_536, everyMs: 60_000 } as const
