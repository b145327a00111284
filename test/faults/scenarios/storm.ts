import { verdictOf } from '../rig/evidence.ts'
import { pause } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const PACE = 30
/** A full run has the ten minutes of the plan; a small one sees the beginning of it. */
const FULL_MESSAGES = 1_000
const FULL_MS = 600_000
/** From this size on the storm is long enough to bring the pace to its lowest, and people enough wait to see it come back. */
const MIDDLE_MESSAGES = 300
const MIDDLE_MS = 45_000
const SMALL_MS = 6_000
const FEW_PEOPLE = 40
const MANY_PEOPLE = 1_500
/** The pace is whole again when the best ten seconds after the storm had nearly all of it. */
const WINDOW_MS = 10_000
const LEAST_OF_PACE = 0.95
/** After this the engine asks at most once in two seconds. */
const CALM_AFTER_MS = 30_000
const LEAST_GAP_MS = 2_000
/** What a storm may meet in its first seconds: what was under way, and a few tries that come further and further apart. */
const MOST_TRIES_AT_FIRST = 30

/** Meta refuses everything for a while: 429 and 130429. */
export const storm: Scenario = {
  name: 'storm',
  rows: [27],
  expects: 'M-13: tries come further and further apart, the pace comes back, the run ends by itself, and everybody gets it once',
  async run({ seed, messages }) {
    const isLong = messages >= MIDDLE_MESSAGES
    const stormMs = messages >= FULL_MESSAGES ? FULL_MS : isLong ? MIDDLE_MS : SMALL_MS
    const people = isLong ? MANY_PEOPLE : FEW_PEOPLE
    const shop = await Shop.open({ seed, messages: people, pacePerSecond: PACE, faults: 'tooManyRequests=0.5,throughputReached=0.5' })
    try {
      await shop.start()
      const begun = Date.now()
      await pause(stormMs)
      const tries = shop.posts().map(({ atMs }) => atMs - begun)
      await shop.setFaults('tooManyRequests=0,throughputReached=0')
      const verdict = await verdictOf(shop)
      const calm = tries.filter((at) => at > CALM_AFTER_MS)
      const gaps = calm.slice(1).map((at, index) => at - (calm[index] ?? 0))
      const taken = shop.taken().length
      return {
        checks: [
          check('the first tries are few', tries.length - calm.length <= MOST_TRIES_AT_FIRST, tries.length - calm.length),
          check(
            'after half a minute at most one in two seconds',
            gaps.every((gap) => gap >= LEAST_GAP_MS),
            `${calm.length} tries`,
          ),
          ...(isLong ? [paceCheck(shop.taken().map(({ atMs }) => atMs))] : []),
          ...verdictChecks(verdict),
          check('everybody was written to once', taken === people && verdict.unconfirmed === 0, taken),
        ],
        verdict,
        kills: 0,
      }
    } finally {
      await shop.close()
    }
  },
}

/** In the calm after the storm the run comes back to its own pace. */
function paceCheck(times: readonly number[]) {
  const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length))
  const perSecond = most / (WINDOW_MS / 1_000)
  return check('in the calm after it the whole pace comes back', perSecond >= PACE * LEAST_OF_PACE, `${perSecond} of ${PACE} a second`)
}
