import type { WriteHandle } from '../store/index.ts'
import { claimFrom, nothingTaken, type Claimed } from './claim.ts'
import type { LedgerContext } from './context.ts'
import type { FairShare } from './fair-share.ts'
import { giveUpLate, isLate } from './late.ts'
import { nextDueAt, runningRuns, runsPausedFor, type RunRecord } from './queries.ts'
import type { WayOut } from './way-out.ts'

/** Slots that only urgent runs may use, so that a reply never waits behind a broadcast. */
const URGENT_SLOTS = 2
export const LONGEST_SLEEP_MS = 60_000

/** What a turn took, and how long the next one may wait. */
export type Turn = { readonly claimed: readonly Claimed[]; readonly sleepMs: number }

export type TurnRequest = {
  /** Who has a message under way. */
  readonly busy: Set<string>
  readonly underWay: number
  readonly epoch: number
}

type Tools = { readonly context: LedgerContext; readonly way: WayOut; readonly fair: FairShare }

/** Claims for all runs that may send: the more urgent first, those of equal rank in fair shares. Inside the caller's transaction. */
export function claimFromRuns(tools: Tools, db: WriteHandle, request: TurnRequest): Turn {
  return new RunsTurn(tools, db, request).take()
}

class RunsTurn {
  readonly #tools: Tools
  readonly #db: WriteHandle
  readonly #request: TurnRequest
  readonly #now: number
  readonly #slots: number
  readonly #runs: readonly RunRecord[]
  readonly #claimed: Claimed[] = []
  readonly #taken = nothingTaken()
  #sleepMs = LONGEST_SLEEP_MS

  constructor(tools: Tools, db: WriteHandle, request: TurnRequest) {
    this.#tools = tools
    this.#db = db
    this.#request = request
    this.#now = tools.context.deps.clock.now()
    // While the network is away the runs stand still, but one message of them is the probe that finds it again.
    const probes = tools.way.gate.kind === 'offline' ? runsPausedFor(db, 'offline') : []
    this.#runs = [...runningRuns(db), ...probes]
    this.#slots = tools.way.slots(this.#runs)
    tools.way.tidy(this.#now)
  }

  take(): Turn {
    const late = this.#runs.filter((run) => isLate(run, this.#now))
    for (const run of late) if (giveUpLate({ context: this.#tools.context, db: this.#db }, run, this.#now)) this.#sleepMs = 0
    const inTime = this.#runs.filter((run) => !late.includes(run))
    const ranks = [...new Set(inTime.map((run) => run.priority))].sort((a, b) => b - a)
    for (const rank of ranks) this.#takeRank(inTime.filter((run) => run.priority === rank))
    return { claimed: this.#claimed, sleepMs: this.#sleepMs }
  }

  get #underWay(): number {
    return this.#request.underWay + this.#claimed.length
  }

  #free(rank: number): number {
    return (rank > 0 ? this.#slots : Math.max(1, this.#slots - URGENT_SLOTS)) - this.#underWay
  }

  /** Messages of runs of this rank that may leave now. */
  #places(rank: number): number {
    return Math.max(0, Math.min(this.#tools.way.tokens(this.#underWay) - this.#claimed.length, this.#free(rank)))
  }

  /** One rank: shares are dealt until all places are taken or nobody has anything due. */
  #takeRank(runs: readonly RunRecord[]): void {
    const { fair, way } = this.#tools
    const rank = runs[0]?.priority ?? 0
    const wants = new Map(runs.map((run) => [run.run_id, way.tokensOf(run)]))
    const seenAll = new Set<string>()
    for (let isShort = true; isShort;) {
      isShort = false
      for (const [runId, share] of fair.split(wants, this.#places(rank))) {
        const run = runs.find((other) => other.run_id === runId)
        const taken = run === undefined ? 0 : this.#takeFrom(run, Math.min(share, this.#places(rank)))
        fair.note(runId, taken)
        wants.set(runId, taken < share ? 0 : (wants.get(runId) ?? 0) - taken)
        if (taken >= share) continue
        isShort = true
        seenAll.add(runId)
      }
    }
    for (const run of runs) this.#planSleep(run, seenAll.has(run.run_id))
  }

  #takeFrom(run: RunRecord, most: number): number {
    if (most <= 0) return 0
    const { context, way } = this.#tools
    const request = { ...this.#request, run, most, now: this.#now, spacing: way.spacing, taken: this.#taken }
    const answer = claimFrom({ context, db: this.#db }, request)
    this.#claimed.push(...answer.claimed)
    if (answer.more) this.#sleepMs = 0
    return answer.claimed.length
  }

  /** How long a run can rest: until its next send is due and the pace lets it go, or until its latest time. */
  #planSleep(run: RunRecord, hasSeenAll: boolean): void {
    if (run.latest_at !== null) this.#sleepMs = Math.min(this.#sleepMs, Math.max(1, run.latest_at + 1 - this.#now))
    // Without a free slot, or behind a probe, the next outcome wakes the loop.
    const isProbing = this.#tools.way.gate.kind !== null && this.#underWay > 0
    if (this.#free(run.priority) <= 0 || isProbing) return
    const dueAt = nextDueAt(this.#db, run.run_id)
    // What is due though all was looked at waits for another message to the same person.
    if (dueAt === null || (dueAt <= this.#now && hasSeenAll)) return
    this.#sleepMs = Math.min(this.#sleepMs, Math.max(1, dueAt - this.#now, this.#tools.way.msUntilNext(run)))
  }
}
