import { assertNever } from '#contract/kernel/assert.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import type { Claimed } from './claim.ts'
import type { LedgerContext } from './context.ts'
import { Gate } from './gate.ts'
import { depart, LeastRoundTrip, Slots, TokenBucket } from './pacing.ts'
import type { RunRecord } from './queries.ts'
import { pairWaitMs } from './rules.ts'

/** A message under way. */
export type Flight = {
  readonly claimed: Claimed
  /** Monotonic time at which it left. */
  readonly startedAt: number
  /** What the pace knows of it. */
  readonly departure: ReturnType<typeof depart>
  /** Its person was not among those of the last 24 h before. */
  readonly isNewPerson: boolean
}

/** False when Meta certainly does not have the message. */
const mayBeTaken = (outcome: SendOutcome): boolean => outcome.kind === 'accepted' || outcome.kind === 'unknown'

/**
 * What decides how fast messages may leave: pace of the number and of each run, slots, the gate, and people to leave
 * alone for a moment. Learns from each outcome; knows nothing of rows.
 */
export class WayOut {
  readonly gate = new Gate()
  /** People to leave alone until a wall time. */
  readonly spacing = new Map<string, number>()
  readonly #context: LedgerContext
  readonly #number: TokenBucket
  readonly #runs = new Map<string, TokenBucket>()
  readonly #slots: Slots
  readonly #roundTrip = new LeastRoundTrip()
  #cameBack = false

  constructor(context: LedgerContext) {
    this.#context = context
    this.#number = new TokenBucket(context.settings.numberPerSecond, context.deps.clock.monotonic())
    this.#slots = new Slots(context.settings.mostSlots)
  }

  setThroughput(perSecond: number): void {
    this.#number.setPace(Math.max(1, perSecond), this.#context.deps.clock.monotonic())
  }

  /** Messages of the number that may leave now, whatever the run. */
  tokens(underWay: number): number {
    const now = this.#context.deps.clock.monotonic()
    return Math.min(this.#number.available(now), this.gate.allowance(now, underWay))
  }

  /** Messages of a run that may leave now by its own pace. */
  tokensOf(run: RunRecord): number {
    return this.#bucketOf(run).available(this.#context.deps.clock.monotonic())
  }

  /** Slots for all runs together, as far as their pace needs them. */
  slots(runs: readonly RunRecord[]): number {
    const wanted = runs.reduce((sum, run) => sum + run.pace_per_second, 0)
    return this.#slots.count(Math.min(this.#number.perSecond, wanted))
  }

  /** One message of a run leaves now. */
  take(run: RunRecord): Flight['departure'] {
    const departure = depart(this.#context.deps.clock.monotonic())
    this.#number.take(departure)
    this.#bucketOf(run).take(departure)
    return departure
  }

  /** A message gives its slot back: what came of it is committed. */
  free(flight: Flight): void {
    this.#slots.note(this.#context.deps.clock.monotonic() - flight.startedAt)
  }

  /** Milliseconds until the pace of number and run lets a small group of this run leave. */
  msUntilNext(run: RunRecord): number {
    const now = this.#context.deps.clock.monotonic()
    const group = (perSecond: number) => Math.max(1, Math.floor(perSecond / 40))
    const gateMs = Math.max(0, (this.gate.opensAt ?? now) - now)
    return Math.max(
      gateMs,
      this.#number.msUntil(group(this.#number.perSecond), now),
      this.#bucketOf(run).msUntil(group(run.pace_per_second), now),
    )
  }

  /** When the gate lets the next message out, as wall time; null when it is open. */
  opensAtWallTime(): number | null {
    const { clock } = this.#context.deps
    return this.gate.opensAt === null ? null : Math.ceil(clock.now() + Math.max(0, this.gate.opensAt - clock.monotonic()))
  }

  /** Whether the network has been away for more than one try. */
  get isOffline(): boolean {
    return this.gate.kind === 'offline' && this.gate.failures >= 2
  }

  /** Whether the network came back and the runs that waited for it are still to be told. */
  get hasComeBack(): boolean {
    return this.#cameBack
  }

  /** The runs were told. */
  clearComeBack(): void {
    this.#cameBack = false
  }

  /** Forgets every wait: somebody changed something and wants to see a try now. */
  reset(): void {
    if (this.gate.reset() === 'offline') this.#cameBack = true
  }

  /** What the answer says of the way there; and a person whom nothing reached does not count as written to. */
  #land({ departure, ...flight }: Flight, outcome: SendOutcome): void {
    const now = this.#context.deps.clock.monotonic()
    if (outcome.kind !== 'unknown' && outcome.kind !== 'not-sent' && outcome.kind !== 'refused-here')
      departure.arrivedBy = Math.min(departure.arrivedBy, now - this.#roundTrip.note(now - departure.at))
    if (!mayBeTaken(outcome) && flight.isNewPerson) this.#context.people.forget(flight.claimed.person)
  }

  /** Draws the lesson of one outcome. */
  learn(flight: Flight, outcome: SendOutcome): void {
    this.#land(flight, outcome)
    switch (outcome.kind) {
      case 'accepted':
        this.#context.speeds.note(flight.claimed.send.run_id, this.#context.deps.clock.monotonic())
        this.#succeed(flight)
        break
      case 'rejected':
        this.#succeed(flight)
        break
      case 'refused-here':
        // Nothing left, so nothing was learned about the way.
        break
      case 'unknown':
        // While the gate is being tried, silence is no proof that the way is free.
        if (this.gate.kind !== null) this.#fail(this.gate.kind, flight, null)
        break
      case 'refused-key':
        this.#fail('key', flight, null)
        break
      case 'not-sent':
        this.#fail('offline', flight, null)
        break
      case 'retry':
        this.#slowDown(flight, outcome)
        break
      default:
        assertNever(outcome, 'every kind of outcome teaches something')
    }
  }

  /** Forgets people whose wait is over, so that the list stays small. */
  tidy(now: number): void {
    for (const [person, until] of this.spacing) if (until <= now) this.spacing.delete(person)
  }

  #slowDown(flight: Flight, outcome: Extract<SendOutcome, { kind: 'retry' }>): void {
    const { clock } = this.#context.deps
    if (outcome.scope === 'person') {
      this.spacing.set(flight.claimed.person, clock.now() + Math.max(outcome.waitMs ?? 0, pairWaitMs(flight.claimed.send.attempts)))
      this.#succeed(flight)
      return
    }
    if (this.#fail('throttle', flight, outcome.waitMs)) this.#number.halve(clock.monotonic())
  }

  #succeed(flight: Flight): void {
    if (this.gate.succeed(flight.startedAt) === 'offline') this.#cameBack = true
  }

  #fail(kind: 'throttle' | 'offline' | 'key', flight: Flight, waitMs: number | null): boolean {
    const { clock, random } = this.#context.deps
    const random01 = (random.bytes(1)[0] ?? 0) / 255
    const hadNoNetwork = this.gate.kind === 'offline'
    const counted = this.gate.fail(kind, { startedAt: flight.startedAt, now: clock.monotonic(), waitMs, random01 })
    // Another kind of refusal is an answer all the same: the network is back.
    if (counted && hadNoNetwork && kind !== 'offline') this.#cameBack = true
    return counted
  }

  #bucketOf(run: RunRecord): TokenBucket {
    const known = this.#runs.get(run.run_id)
    known?.setPace(run.pace_per_second, this.#context.deps.clock.monotonic())
    if (known !== undefined) return known
    const bucket = new TokenBucket(run.pace_per_second, this.#context.deps.clock.monotonic())
    this.#runs.set(run.run_id, bucket)
    return bucket
  }
}
