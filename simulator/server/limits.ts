import { hasOpenWindow } from '../behaviour/customers.ts'
import { budgetLeft } from '../behaviour/growth.ts'
import type { Person } from '../behaviour/people.ts'
import type { World } from '../behaviour/world.ts'
import { type Problem, problem } from './problems.ts'

const SECOND_MS = 1_000
/** One message to the same person each 6 s. @source reference part 9, pair rate */
const PAIR_GAP_MS = 6_000

/** A burst to one person: when it began, how many it had, and until when the time is used up. */
type Burst = { sinceMs: number; count: number; paidUntilMs: number }

/** Counts what Meta limits: messages a second, messages to one person, different people. All off by default. */
export class SendLimits {
  readonly #world: World
  #recentMs: number[] = []
  readonly #bursts = new Map<string, Burst>()
  readonly #recipients = new Set<string>()

  constructor(world: World) {
    this.#world = world
  }

  /** 130429 when more messages than allowed came within the last real second. Refused ones count too, as at Meta. */
  checkThroughput(realNowMs: number): Problem | null {
    const perSecond = this.#world.faults.setting('throughput')
    if (perSecond === 0) return null
    this.#recentMs = this.#recentMs.filter((atMs) => atMs > realNowMs - SECOND_MS)
    this.#recentMs.push(realNowMs)
    return this.#recentMs.length > perSecond ? problem(130429, 'Rate limit hit') : null
  }

  /** 131030 for a recipient beyond the allowed ones, 131048 for a new one beyond the messaging limit, 131056 for a chat that is too fast. */
  checkRecipient(person: Person): Problem | null {
    return this.#checkAllowed(person) ?? this.#checkReach(person) ?? this.#checkPair(person)
  }

  #checkAllowed(person: Person): Problem | null {
    const allowed = this.#world.faults.setting('recipientLimit')
    if (allowed === 0 || this.#recipients.has(person.key)) return null
    if (this.#recipients.size >= allowed) return problem(131030, 'Recipient phone number not in allowed list')
    this.#recipients.add(person.key)
    return null
  }

  /** How Meta refuses people beyond the limit is not published; 131048 is the code whose text comes nearest. */
  #checkReach(person: Person): Problem | null {
    const world = this.#world
    if (world.faults.setting('messagingLimit') === 0 || hasOpenWindow(world, person)) return null
    if (!world.reach.isNew(person.key, world.clock.nowMs()) || budgetLeft(world) > 0) return null
    return problem(131048, `The messaging limit of ${world.number.tier} in 24 hours is reached`)
  }

  /**
   * A burst of at most so many messages within six seconds borrows from the time after it: the next message is taken when all of the
   * burst has been paid with six seconds each.
   */
  #checkPair(person: Person): Problem | null {
    const burstMax = this.#world.faults.setting('pairRate')
    if (burstMax === 0) return null
    const nowMs = this.#world.clock.nowMs()
    const burst = this.#bursts.get(person.key)
    if (burst === undefined || nowMs >= burst.paidUntilMs) {
      this.#bursts.set(person.key, { sinceMs: nowMs, count: 1, paidUntilMs: nowMs + PAIR_GAP_MS })
      return null
    }
    if (nowMs - burst.sinceMs >= PAIR_GAP_MS || burst.count >= burstMax) {
      return problem(131056, 'Too many messages sent to this recipient in a short time')
    }
    burst.count += 1
    burst.paidUntilMs += PAIR_GAP_MS
    return null
  }
}
