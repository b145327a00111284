/**
 * For `vi.waitFor` and `vi.waitUntil`, which otherwise give up after a second: they look often, and give up only shortly before the
 * test itself is given up. How fast the computer is then decides how long a test takes and never how it ends.
 */
export const patiently = { interval: 5, timeout: 200_000 } as const

/** For a client of Meta that must never give up by itself: longer than any test. */
export const patientTimeouts: { readonly connectMs: number; readonly headersMs: number; readonly totalMs: number } = {
  connectMs: 300_000,
  headersMs: 300_000,
  totalMs: 300_000,
}
