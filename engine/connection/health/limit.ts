import type { CallOutput } from '#contract/ipc/index.ts'

type Limit = CallOutput<'connection.health'>['limit']

/** Different people a day outside windows, step by step; above the last there is no limit. @source reference part 9 */
const STEPS = [250, 2_000, 10_000, 100_000] as const

/**
 * How the daily limit grows: the first step by verification of the business (or 2,000 good deliveries in 30 days), the
 * others by themselves when half of the limit was used within 7 days with good quality.
 * @param perDay null for no limit and for a limit that Meta did not tell; `isTold` says which
 * @source reference part 9, limits
 */
export function limitOf(facts: {
  readonly perDay: number | null
  readonly isTold: boolean
  readonly used: number
  readonly usedIn7Days: number
}): Limit {
  const { perDay, isTold, used, usedIn7Days } = facts
  const next = perDay === null ? null : (STEPS.find((step) => step > perDay) ?? null)
  return { perDay, used, next, growsBy: growsBy(perDay, isTold), usedIn7Days }
}

function growsBy(perDay: number | null, isTold: boolean): Limit['growsBy'] {
  if (perDay === null) return isTold ? 'top' : 'verification'
  return perDay <= STEPS[0] ? 'verification' : 'use'
}
