import type { World } from '../../behaviour/world.ts'
import { type Problem, problem } from '../problems.ts'

const HOUR_MS = 3_600_000
/** Calls in an hour of an account with a registered number. @source reference part 9, management API */
const CALLS_AN_HOUR = 5_000

/** Counts the calls of the last hour and says so with every answer. */
export class UsageMeter {
  readonly #world: World
  #callsMs: number[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** Counts one call. A problem when the hour's allowance is used up; refused calls count too. */
  count(): Problem | null {
    const nowMs = this.#world.clock.nowMs()
    // Only old calls are looked at, so that many calls cost no more than few.
    const fresh = this.#callsMs.findIndex((atMs) => atMs > nowMs - HOUR_MS)
    if (fresh !== 0) this.#callsMs.splice(0, fresh === -1 ? this.#callsMs.length : fresh)
    this.#callsMs.push(nowMs)
    const limit = this.#world.management.switches.callsAnHour
    return limit > 0 && this.#callsMs.length > limit
      ? problem(80007, 'The account used up its calls of this hour', {
          isTransient: true,
          message: '(#80007) There have been too many calls',
        })
      : null
  }

  /** Value of x-business-use-case-usage: percent of the allowance, and minutes until the oldest call is an hour old. */
  header(): string {
    const limit = this.#world.management.switches.callsAnHour || CALLS_AN_HOUR
    const percent = Math.min(100, Math.floor((100 * this.#callsMs.length) / limit))
    const first = this.#callsMs[0] ?? this.#world.clock.nowMs()
    const waitMs = this.#callsMs.length > limit ? first + HOUR_MS - this.#world.clock.nowMs() : 0
    const usage = {
      type: 'whatsapp_business_management',
      call_count: percent,
      total_cputime: Math.floor(percent / 4),
      total_time: Math.floor(percent / 4),
      estimated_time_to_regain_access: Math.ceil(waitMs / 60_000),
    }
    return JSON.stringify({ [this.#world.identity.wabaId]: [usage] })
  }
}
