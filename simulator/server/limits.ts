import type { Person } from '../behaviour/people.ts'
import type { World } from '../behaviour/world.ts'
import { type Problem, problem } from './problems.ts'

const SECOND_MS = 1_000
/** Meta gives one more message to the same person each 6 s. @source reference part 9, pair rate */
const PAIR_REFILL_MS = 6_000

type Bucket = { tokens: number; atMs: number }

/** Counts what Meta limits: messages a second, messages to one person, different recipients of a test number. All off by default. */
export class SendLimits {
  readonly #world: World
  #recentMs: number[] = []
  readonly #pairs = new Map<string, Bucket>()
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

  /** 131030 for a recipient beyond the allowed ones, 131056 for too many messages to one person. */
  checkRecipient(person: Person): Problem | null {
    return this.#checkAllowed(person) ?? this.#checkPair(person)
  }

  #checkAllowed(person: Person): Problem | null {
    const allowed = this.#world.faults.setting('recipientLimit')
    if (allowed === 0 || this.#recipients.has(person.key)) return null
    if (this.#recipients.size >= allowed) return problem(131030, 'Recipient phone number not in allowed list')
    this.#recipients.add(person.key)
    return null
  }

  #checkPair(person: Person): Problem | null {
    const burst = this.#world.faults.setting('pairRate')
    if (burst === 0) return null
    const nowMs = this.#world.clock.nowMs()
    const bucket = this.#pairs.get(person.key) ?? { tokens: burst, atMs: nowMs }
    const tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) / PAIR_REFILL_MS)
    const isAllowed = tokens >= 1
    this.#pairs.set(person.key, { tokens: isAllowed ? tokens - 1 : tokens, atMs: nowMs })
    return isAllowed ? null : problem(131056, 'Too many messages sent to this recipient in a short time')
  }
}
