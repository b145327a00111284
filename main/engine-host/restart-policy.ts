/** Waiting times before the next start, by how many crashes came before it. */
const delaysMs = [500, 1_000, 2_000, 5_000, 10_000] as const
const MOST_CRASHES = 5
const WITHIN_MS = 60_000

/** What to do after a crash: start again after a while, or stop trying and say so. */
export type RestartDecision = { readonly restart: true; readonly delayMs: number } | { readonly restart: false }

/**
 * Decides what follows a crash of the engine.
 * @param crashesAt times of all crashes so far, this one included (ms, any clock that does not jump)
 * @returns the fifth crash within a minute ends the attempts
 */
export const decideRestart = (crashesAt: readonly number[]): RestartDecision => {
  const now = crashesAt.at(-1) ?? 0
  const recent = crashesAt.filter((at) => now - at < WITHIN_MS)
  if (recent.length >= MOST_CRASHES) return { restart: false }
  return { restart: true, delayMs: delaysMs[Math.max(recent.length, 1) - 1] ?? delaysMs[0] }
}
