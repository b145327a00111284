const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

type Waited = {
  readonly id: 'inbox.waited.minutes' | 'inbox.waited.hours' | 'inbox.waited.days'
  readonly values: { readonly count: number }
}

/** How long somebody waits, in the largest unit that is full; null under a minute. */
export function waitedWords(waitedMs: number): Waited | null {
  if (waitedMs < MINUTE_MS) return null
  if (waitedMs < HOUR_MS) return { id: 'inbox.waited.minutes', values: { count: Math.floor(waitedMs / MINUTE_MS) } }
  if (waitedMs < 2 * DAY_MS) return { id: 'inbox.waited.hours', values: { count: Math.floor(waitedMs / HOUR_MS) } }
  return { id: 'inbox.waited.days', values: { count: Math.floor(waitedMs / DAY_MS) } }
}
