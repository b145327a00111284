const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** How long to wait after each try that failed; the last one repeats. */
const WAITS_MS = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
]
/** From the first try on; what has not arrived by then is listed as given up. */
const GIVE_UP_MS = 24 * HOUR_MS
/** An address where nothing arrived for so long is switched off. */
const STOP_MS = 3 * 24 * HOUR_MS

/** When to try again after a try that failed; null is never. */
export function nextTryAt({
  tries,
  firstTriedAt,
  now,
}: {
  readonly tries: number
  readonly firstTriedAt: number
  readonly now: number
}): number | null {
  const wait = WAITS_MS[Math.min(tries, WAITS_MS.length) - 1] ?? WAITS_MS[0] ?? MINUTE_MS
  const end = firstTriedAt + GIVE_UP_MS
  if (now >= end) return null
  return Math.min(now + wait, end)
}

/** Whether an address failed for so long that it is switched off. */
export const isHopeless = (failingSince: number | null, now: number): boolean => failingSince !== null && now - failingSince >= STOP_MS
