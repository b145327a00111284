import type { z } from 'zod'
import type { Uplift } from '#contract/ipc/broadcast-report.ts'

/** People, and how many of them did it. */
export type Share = { readonly people: number; readonly ordered: number }
type Difference = NonNullable<z.infer<typeof Uplift>['difference']>

/** Two-sided 95 %. */
const Z = 1.959_963_984_540_054
/** Below this many expected orders, or expected people without one, in either group nothing is told. */
const LEAST_EXPECTED = 5

/**
 * Wilson's score interval for a share, at 95 %.
 * @source E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927) 209-212
 */
export function wilson({ people, ordered }: Share): { readonly lowest: number; readonly highest: number } {
  const share = ordered / people
  const z2 = Z * Z
  const middle = ordered + z2 / 2
  const half = Z * Math.sqrt(ordered * (1 - share) + z2 / 4)
  return { lowest: Math.max(0, (middle - half) / (people + z2)), highest: Math.min(1, (middle + half) / (people + z2)) }
}

/**
 * How much larger one share is than another, with Newcombe's hybrid score interval at 95 %, built from Wilson's.
 * @source R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998) 873-890, method 10
 */
export function differenceOf(one: Share, other: Share): Difference {
  const [p1, p2] = [one.ordered / one.people, other.ordered / other.people]
  const [w1, w2] = [wilson(one), wilson(other)]
  return {
    share: p1 - p2,
    lowest: p1 - p2 - Math.hypot(p1 - w1.lowest, w2.highest - p2),
    highest: p1 - p2 + Math.hypot(w1.highest - p1, p2 - w2.lowest),
  }
}

/**
 * The same, or null where too few people or orders are there to tell: when both groups ordered alike, each of them should
 * hold at least five people who ordered and five who did not.
 * @source W. G. Cochran, Some methods for strengthening the common chi-square tests, Biometrics 10 (1954) 417-451
 */
export function tellDifference(one: Share, other: Share): Difference | null {
  const people = one.people + other.people
  if (one.people === 0 || other.people === 0) return null
  const fewest = Math.min(one.people, other.people)
  const ordered = one.ordered + other.ordered
  const isEnough = (fewest * ordered) / people >= LEAST_EXPECTED && (fewest * (people - ordered)) / people >= LEAST_EXPECTED
  return isEnough ? differenceOf(one, other) : null
}
