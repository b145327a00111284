/** How many different customers staff may have before them within a minute (SECURITY G-13). */
const MOST = 200
const SPAN_MS = 60_000

const CUSTOMER_ID = /^cus_[0-9a-z]{10,32}$/

/** The work of the inbox shows conversations, not the shop's list of people. */
const counted: ReadonlySet<string> = new Set([
  'customer',
  'group',
  'broadcast',
  'coupon',
  'raffle',
  'report',
  'search',
  'consent',
  'privacy',
])

/** Counts whom somebody has been shown; kept in memory only. */
export type ReadingRate = {
  /** Notes the people of an answer; when it would be too many it is not shown and says when it may be: milliseconds from now. */
  refusedForMs(name: string, value: unknown, now: number): number | null
}

function* customersIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (CUSTOMER_ID.test(value)) yield value
  } else if (Array.isArray(value)) {
    for (const one of value) yield* customersIn(one)
  } else if (value !== null && typeof value === 'object') {
    for (const one of Object.values(value)) yield* customersIn(one)
  }
}

/** @param now is monotonic: setting the clock gains nothing */
export function createReadingRate(): ReadingRate {
  const seen = new Map<string, number>()
  return {
    refusedForMs(name, value, now) {
      if (!counted.has(name.slice(0, name.indexOf('.')))) return null
      for (const [id, at] of seen) {
        // In order of time: the first that is young enough ends it.
        if (at > now - SPAN_MS) break
        seen.delete(id)
      }
      const people = new Set(customersIn(value))
      const fresh = [...people].filter((id) => !seen.has(id))
      if (seen.size + fresh.length > MOST) {
        const oldest = seen.values().next().value
        return oldest === undefined ? SPAN_MS : Math.max(1, oldest + SPAN_MS - now)
      }
      for (const id of fresh) seen.set(id, now)
      return null
    },
  }
}
