/** A span of time in the two units that matter; seconds only under an hour. */
export type Span = {
  readonly unit: 'seconds' | 'minutes' | 'hours'
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

/** Splits a span for words; rounds up to a step that stays calm on screen (5 s, then a minute). */
export function spanOf(durationMs: number): Span {
  const seconds = Math.ceil(Math.max(0, durationMs) / 1000)
  if (seconds < 60) return { unit: 'seconds', hours: 0, minutes: 0, seconds: Math.max(5, Math.ceil(seconds / 5) * 5) }
  if (seconds < 600) {
    const calm = Math.ceil(seconds / 10) * 10
    return { unit: 'minutes', hours: 0, minutes: Math.floor(calm / 60), seconds: calm % 60 }
  }
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return { unit: 'minutes', hours: 0, minutes, seconds: 0 }
  return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: 0 }
}

/** How long handing over takes at a steady pace, ms. */
export const handingOverMs = (people: number, pacePerSecond: number): number => Math.ceil((people / Math.max(1, pacePerSecond)) * 1000)
