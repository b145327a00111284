import { setMaxListeners } from 'node:events'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import { errorCodeOf, StoreError, type StoreErrorKind, type WriteHandle } from '../store/index.ts'
import type { Claimed } from './claim.ts'
import { claimFromRuns, LONGEST_SLEEP_MS, type Turn } from './claim-runs.ts'
import { meetClock } from './clock-change.ts'
import type { LedgerContext } from './context.ts'
import { DoubtWatch } from './doubts.ts'
import { EPOCH } from './epoch.ts'
import { FairShare } from './fair-share.ts'
import { applyOutcome, type Returned } from './outcome.ts'
import { nextDueAt, readFact, runningRuns, runsPausedFor } from './queries.ts'
import { finishIfDone, pauseAll, setRunState } from './runs.ts'
import type { Standstill } from './views.ts'
import { WayOut, type Flight } from './way-out.ts'

const isLasting = (kind: StoreErrorKind): boolean => kind === 'failed' || kind === 'corrupt' || kind === 'read-only'

/**
 * The one place from which messages leave. Each turn is one transaction: outcomes that came back are written down and the
 * next sends are claimed; when it has committed, and only then, the claimed ones leave.
 */
export class Loop {
  readonly way: WayOut
  readonly #context: LedgerContext
  readonly #doubts: DoubtWatch
  readonly #fair = new FairShare()
  readonly #flights = new Map<string, Flight>()
  readonly #abort = new AbortController()
  #returned: Returned[] = []
  #state: 'new' | 'on' | 'ending' | 'off' = 'new'
  /** What went wrong when a turn was written; nothing is claimed while it stands. */
  #trouble: StoreErrorKind | 'bug' | null = null
  #alarm: { at: number; forget: () => void } | null = null
  #onQuiet: (() => void) | null = null
  /** Whether anything may leave now; what is under way is settled all the same. */
  mayLeave: () => boolean = () => true
  #stopListening: () => void = () => undefined
  readonly #waiting: (() => void)[] = []

  constructor(context: LedgerContext) {
    this.#context = context
    this.way = new WayOut(context)
    this.#doubts = new DoubtWatch(context)
    setMaxListeners(0, this.#abort.signal)
  }

  begin(): void {
    this.#state = 'on'
    this.#stopListening = this.#context.deps.vault.store.onTrouble((kind) => this.#hearTrouble(kind))
    this.#doubts.begin()
    this.wake()
  }

  /** Something about the way out or in changed: waits are forgotten and everything is looked at again. */
  tryAtOnce(): void {
    this.way.reset()
    this.#doubts.look()
    this.wake()
  }

  /** Draws the lesson of what the clock did before a run begins or goes on: it stops what ran then, not what begins after it. */
  meetClock(): void {
    if (this.#state !== 'on' || this.#trouble !== null) return
    const news = this.#context.time.look()
    if (news.kind !== 'steady') this.#context.deps.vault.store.write((db) => meetClock({ context: this.#context, db }, news))
  }

  /** Why nothing leaves though the rows can't say so: on a full disk not even the pause can be written, and a failed one is not believed. */
  get standstill(): Standstill | null {
    if (this.#trouble === 'full') return 'disk-full'
    return this.#lasting === null ? null : 'disk-failed'
  }

  /** Refuses to begin or go on in a life in which nothing leaves any more. */
  refusal(): Result<never> | null {
    return this.#lasting === null ? null : fail(errorCodeOf(this.#lasting))
  }

  /** A failure of the disk that only another life of the engine can overcome. */
  get #lasting(): StoreErrorKind | null {
    const trouble = this.#trouble
    return trouble !== null && trouble !== 'bug' && isLasting(trouble) ? trouble : null
  }

  /** Writes what waits for space, if there is some again; the runs are then paused in the rows as well. */
  recover(): void {
    if (this.#trouble === 'full') this.#writeOutcomesAlone(this.#returned.splice(0))
  }

  /** Looks soon whether something may leave. */
  wake(withinMs = 0): void {
    if (this.#state === 'off' || this.#state === 'new') return
    const { clock } = this.#context.deps
    const at = clock.monotonic() + withinMs
    if (this.#alarm !== null && this.#alarm.at <= at) return
    this.#alarm?.forget()
    this.#alarm = { at, forget: clock.after(withinMs, () => this.#turn()) }
  }

  /** Resolves when nothing is under way and no running run has anybody left to write to. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.wake()
    })
  }

  /** Ends in order: no new claims, a while for messages under way, the rest written down as it stands. */
  async end(): Promise<void> {
    if (this.#state !== 'on') return
    this.#state = 'ending'
    if (this.#flights.size > 0) await this.#quiet(this.#context.settings.endDeadlineMs)
    if (this.#flights.size > this.#returned.length) {
      this.#abort.abort()
      await this.#quiet(500)
    }
    if (this.#flights.size > 0) this.#turn()
    this.#state = 'off'
    this.#stopListening()
    this.#alarm?.forget()
    this.#doubts.end()
    for (const tell of this.#waiting.splice(0)) tell()
  }

  /** Resolves when nothing is under way, or the deadline is over. */
  #quiet(deadlineMs: number): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.#context.deps.clock.after(deadlineMs, () => this.#onQuiet?.())
      this.#onQuiet = () => {
        forget()
        this.#onQuiet = null
        resolve()
      }
    })
  }

  #turn(): void {
    // Called from outside of its own alarm too, when the ledger ends: an alarm left behind would ring in a closed store.
    this.#alarm?.forget()
    this.#alarm = null
    const batch = this.#returned
    this.#returned = []
    if (this.#trouble !== null) return this.#writeOutcomesAlone(batch)
    const news = this.#context.time.look()
    let turn: Turn
    try {
      const work = (db: WriteHandle): Turn => {
        this.#writeOutcomes(db, batch)
        meetClock({ context: this.#context, db }, news)
        return this.#claim(db, batch)
      }
      // Its own log may be all that fills the disk; the reserve is kept for outcomes.
      turn = this.#context.deps.vault.store.write(work, { repeatable: 'without-reserve' })
    } catch (error) {
      this.#meetTrouble(batch, error)
      return
    }
    this.#free(batch)
    for (const claimed of turn.claimed) this.#send(claimed)
    if (this.#flights.size === 0) this.#onQuiet?.()
    if (this.#state === 'on') this.wake(turn.sleepMs)
    this.#tellWhoWaits()
  }

  /** A turn failed as a whole; a failure that is not the disk's is a bug and goes to the process's handler. */
  #meetTrouble(batch: readonly Returned[], cause: unknown): void {
    this.#trouble = cause instanceof StoreError ? cause.kind : 'bug'
    this.#context.deps.logger.warn('turn-failed', { kind: this.#trouble })
    this.#writeOutcomesAlone(batch)
    if (!(cause instanceof StoreError)) throw cause
    if (this.standstill !== null) this.#tellRuns()
  }

  /**
   * The disk failed somebody, whoever it was: after a sync that failed, a later one says it worked and has lost what the
   * first one should have kept (seen with EIO injected into one fsync), so nothing leaves any more in this life.
   */
  #hearTrouble(kind: StoreErrorKind): void {
    if (!isLasting(kind) || this.#lasting !== null) return
    this.#trouble = kind
    // Not from within the write that failed.
    this.#context.deps.clock.after(0, () => this.#tellRuns())
  }

  #free(batch: readonly Returned[]): void {
    for (const { claimed } of batch) {
      const flight = this.#flights.get(claimed.attemptId)
      if (flight !== undefined) this.way.free(flight)
      this.#flights.delete(claimed.attemptId)
    }
  }

  /** Who watches runs looks at them again: they stand still. */
  #tellRuns(): void {
    if (this.#state === 'off') return
    try {
      for (const run of runningRuns(this.#context.deps.vault.store.read))
        for (const listener of this.#context.runListeners) listener(run.run_id)
    } catch (error) {
      // A disk that can't be read either; whoever asks next is told so.
      if (!(error instanceof StoreError)) throw error
      this.#context.deps.logger.warn('standstill-not-told', { kind: error.kind })
    }
  }

  #tellWhoWaits(): void {
    if (this.#waiting.length === 0 || this.#flights.size > 0) return
    const db = this.#context.deps.vault.store.read
    if (runningRuns(db).some((run) => nextDueAt(db, run.run_id) !== null)) return
    for (const tell of this.#waiting.splice(0)) tell()
  }

  #writeOutcomes(db: WriteHandle, batch: readonly Returned[]): void {
    const times = {
      now: this.#context.deps.clock.now(),
      gateOpensAt: this.way.opensAtWallTime(),
      connectedMs: this.#doubts.connectedMs,
      canReceive: this.#context.deps.receives?.() ?? true,
    }
    for (const returned of batch) applyOutcome({ context: this.#context, db }, returned, times)
    for (const runId of new Set(batch.map(({ claimed }) => claimed.send.run_id))) finishIfDone({ context: this.#context, db }, runId)
    if (this.way.isOffline) pauseAll({ context: this.#context, db }, 'offline')
    if (!this.way.hasComeBack) return
    for (const run of runsPausedFor(db, 'offline')) setRunState({ context: this.#context, db }, { runId: run.run_id, state: 'running' })
    db.afterCommit(() => this.way.clearComeBack())
  }

  /**
   * Nothing is claimed, but what came back is precious and is written by itself. After a full
   * disk or a locked file the loop goes on when that worked; after any other failure of disk or file nothing leaves any
   * more in this life of the engine, because nobody can say what such a disk still keeps.
   */
  #writeOutcomesAlone(batch: readonly Returned[]): void {
    const { logger, vault } = this.#context.deps
    const write = (db: WriteHandle) => {
      this.#writeOutcomes(db, batch)
      if (this.#trouble === 'full') pauseAll({ context: this.#context, db }, 'disk-full')
    }
    try {
      vault.store.write(write, { repeatable: true })
      this.#free(batch)
      if (this.#trouble === 'full' || this.#trouble === 'locked') this.#trouble = null
    } catch (error) {
      this.#returned = [...batch, ...this.#returned]
      if (!(error instanceof StoreError)) throw error
      logger.warn('outcomes-not-written', { kind: error.kind, waiting: this.#returned.length })
    }
    if (this.#flights.size === 0) this.#onQuiet?.()
    if (this.#state === 'on') this.wake(2_000)
  }

  #claim(db: WriteHandle, batch: readonly Returned[]): Turn {
    const idle = { claimed: [], sleepMs: LONGEST_SLEEP_MS }
    if (this.#state !== 'on' || !this.mayLeave()) return idle
    const { epoch } = this.#context.deps.vault
    if (readFact(db, EPOCH) !== String(epoch)) {
      this.#context.deps.logger.error('epoch-lost')
      return idle
    }
    const busy = new Set([...this.#flights.values()].map((flight) => flight.claimed.person))
    for (const { claimed } of batch) busy.delete(claimed.person)
    return claimFromRuns({ context: this.#context, way: this.way, fair: this.#fair }, db, {
      busy,
      underWay: this.#flights.size - batch.length,
      epoch,
    })
  }

  #send(claimed: Claimed): void {
    const { messenger, logger } = this.#context.deps
    const isNewPerson = claimed.countsForLimit && this.#context.people.note(claimed.person, this.#context.time.now())
    const departure = this.way.take(claimed.run)
    const flight: Flight = { claimed, startedAt: departure.at, departure, isNewPerson }
    this.#flights.set(claimed.attemptId, flight)
    messenger.send(claimed.body, this.#abort.signal).then(
      (outcome) => this.#land(flight, outcome),
      (error: unknown) => {
        logger.error('messenger-threw', error)
        this.#land(flight, { kind: 'unknown', reason: 'reset', httpStatus: null })
      },
    )
  }

  #land(flight: Flight, outcome: SendOutcome): void {
    if (this.#state === 'off') return
    this.way.learn(flight, outcome)
    this.#returned.push({ claimed: flight.claimed, outcome })
    const hasCompany = this.#returned.length * 2 >= this.#flights.size
    this.wake(hasCompany ? 0 : this.#context.settings.batchMs)
    if (this.#state === 'ending' && this.#returned.length === this.#flights.size) this.#onQuiet?.()
  }
}
