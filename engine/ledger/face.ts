import type { z } from 'zod'
import type { RecipientState } from '#contract/ipc/broadcast.ts'
import type { BroadcastCounts, PauseReason } from '#contract/ipc/broadcast-summary.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { ReadHandle, WriteHandle } from '../store/index.ts'

export type SendState = z.infer<typeof RecipientState>
export type RunState = 'ready' | 'running' | 'paused' | 'stopped' | 'finished'
export type Purpose = 'offer' | 'notice' | 'reply'

/** A run is a set of sealed sends under one pace, one budget and one switch. */
export type NewRun = {
  readonly runId: string
  /** Only broadcasts stand still, are interrupted and end; replies, notices of tools and test messages just go. */
  readonly owner: 'broadcast' | 'reply' | 'notice' | 'test'
  readonly purpose: Purpose
  /** Higher goes first: replies before broadcasts. */
  readonly priority: number
  /** May be a part of one, for runs that are spread over hours. */
  readonly pacePerSecond: number
  /** Local hours of the recipient in which nothing leaves. */
  readonly quietHours: { readonly fromHour: number; readonly toHour: number } | null
  readonly budgetMicros: number | null
  readonly sealHash: string
  /** What is still planned after this time (ms since epoch) does not go out any more; null is no such time. */
  readonly latestAt: number | null
  /** A send that Meta held back (131049) is tried once more, 24 hours later at the earliest. */
  readonly retryHeldBack: boolean
}

/** How a run goes on: both replace what was there. */
export type RunPlan = Pick<NewRun, 'latestAt' | 'pacePerSecond'>

/** A part of a run that Meta's daily limit lets out from a time on. */
export type DayPart = { readonly at: number; readonly people: number }

/** One message to one person, frozen. `body` is the JSON text for Meta without biz_opaque_callback_data, which each attempt adds. */
export type NewSend = {
  readonly sendId: string
  /** The person within the run; the same person twice is refused by the database. */
  readonly rkey: string
  readonly customerSeq: number | null
  readonly toPhone: string | null
  readonly toUserId: string | null
  readonly body: string
  readonly template: { readonly name: string; readonly language: string; readonly category: string } | null
  readonly market: string | null
  readonly priceMicros: number | null
}

export type SendRow = NewSend & { readonly seq: number; readonly runId: string; readonly purpose: Purpose }

/** A room's answer, at the moment of the claim and inside its transaction, whether a send may leave. */
export type GuardVerdict =
  | { readonly go: true }
  | { readonly skip: string }
  | { readonly holdUntil: number }
  | { readonly pause: z.infer<typeof PauseReason> }

/** What became of a send; told inside the transaction that stores it. */
export type SendChange = {
  readonly runId: string
  readonly sendId: string
  readonly customerSeq: number | null
  readonly state: SendState
  readonly reason: string | null
  readonly metaCode: number | null
  readonly wamid: string | null
  /** Learned from Meta's answer. */
  readonly waId: string | null
  readonly userId: string | null
  readonly at: number
}

/** A status webhook, or anything else that proves what became of a message. */
export type StatusFact = {
  readonly wamid: string
  readonly status: 'sent' | 'delivered' | 'read' | 'failed' | 'played'
  readonly at: number
  readonly metaCode: number | null
  readonly opaque: string | null
  readonly pricing: { readonly category: string; readonly type: string } | null
}

/** The run of a broadcast in parts, each in the caller's transaction. Between begin and finish nobody can start it. */
export type Sealing = {
  begin(db: WriteHandle, run: Omit<NewRun, 'sealHash'>): void
  add(db: WriteHandle, runId: string, sends: Iterable<NewSend>): void
  /** The last part: proves that as many people are there as were handed over. */
  finish(db: WriteHandle, done: { readonly runId: string; readonly sealHash: string; readonly people: number }): void
  /** Removes up to so many messages of what was begun and not finished, in the end the run as well; whether there is more to remove. */
  takeBack(db: WriteHandle, runId: string, most: number): boolean
}

export type Ledger = {
  /** Writes run and sends in the caller's transaction. */
  seal(db: WriteHandle, run: NewRun, sends: Iterable<NewSend>): number
  /** The same in several transactions, so that nobody is held up while a hundred thousand messages are written. */
  readonly sealing: Sealing
  /** Adds one send to a run that exists (replies) in the caller's transaction; it leaves as soon as the pace allows. */
  add(db: WriteHandle, runId: string, send: NewSend): void
  start(runId: string): Result<RunState>
  pause(runId: string, reason: z.infer<typeof PauseReason>): Result<RunState>
  /** Pauses every broadcast that runs; what is paused already keeps its reason. */
  pauseBroadcasts(reason: z.infer<typeof PauseReason>): void
  resume(runId: string): Result<RunState>
  /** Ends a run for good; what is planned becomes skipped with reason 'stopped-by-hand', of many people the rest a little later. */
  stop(runId: string): Result<RunState>
  /** Resolves once nobody of a stopped run waits to be skipped any more. */
  stopped(runId: string): Promise<void>
  /** Changes until when and how fast a run goes that has not ended; anything else stays as it was sealed. */
  setPlan(runId: string, plan: RunPlan): Result<RunState>
  /** Withdraws one planned send; false when it is too late. */
  withdraw(db: WriteHandle, sendId: string, reason: string): boolean
  /** Puts unconfirmed sends back in line by a person's decision; returns how many. */
  sendAgain(db: WriteHandle, runId: string, sendIds: readonly string[]): number
  run(db: ReadHandle, runId: string): RunFacts | undefined
  /** Counted from the rows. */
  counts(db: ReadHandle, runId: string): z.infer<typeof BroadcastCounts>
  speed(runId: string): { perSecond: number; endsAt: number | null; nextTryAt: number | null }
  recordStatus(db: WriteHandle, fact: StatusFact): void
  /** A customer quoted one of our messages: it arrived. */
  recordQuoted(db: WriteHandle, wamid: string, at: number): void
  /** Different people written to outside reply windows in the last 24 h, and the limit in force (null: none known). */
  dailyUse(db: ReadHandle): { used: number; limit: number | null }
  /**
   * When how many people of a run may be written to, if it began at `at` and the daily limit alone decided: people whose
   * reply window is open, or who were written to within the last 24 h, do not belong into `people`. One part for each 24 h.
   */
  dailyParts(run: { readonly people: number; readonly at: number }): DayPart[]
  /** Different people written to outside reply windows since a time (ms). */
  peopleSince(db: ReadHandle, since: number): number
  /** When Meta last accepted a message between two times (ms); null where it accepted none. */
  lastAcceptedAt(db: ReadHandle, span: { readonly after: number; readonly before: number }): number | null
  /** Whether messages of a broadcast are leaving; one that is paused or planned does not count. */
  isBroadcasting(db: ReadHandle): boolean
  setDailyLimit(limit: number | null): void
  /** Messages a second that the number may send, as Meta states it; 80 until told. */
  setThroughput(perSecond: number): void
  /** Something about the way out changed (a new key, a new connection): what waits for a next try is tried at once. */
  nudge(): void
  /** Nothing new leaves while the answer is no, e.g. behind a lock; it is asked each time. Nudge when it may have changed. */
  leaveOnlyWhile(mayLeave: () => boolean): void
  /** Registers the check of a purpose; all registered checks must say go. */
  guard(purpose: Purpose, check: (db: ReadHandle, send: SendRow, now: number) => GuardVerdict): void
  /** Hears every change of sends of one owner, inside the transaction. */
  watch(owner: NewRun['owner'], listener: (db: WriteHandle, change: SendChange) => void): void
  /** Hears that a run's state changed, after the commit. */
  watchRuns(listener: (runId: string) => void): void
  /** Sweeps what a dead engine left, then begins to send. Call once all guards and watchers are registered. */
  begin(): void
  /** Resolves when nothing is under way and no running run has anybody left to write to; also when the ledger ends. */
  idle(): Promise<void>
  /** Stops claiming, waits for messages under way (to a deadline), writes down the rest as in doubt. */
  end(): Promise<void>
}

export type RunFacts = {
  readonly runId: string
  readonly state: RunState
  readonly pauseReason: z.infer<typeof PauseReason> | null
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** Sum of the frozen prices of everybody with Meta or beyond, and of the whole run. */
  readonly costSoFarMicros: number
  readonly costAtMostMicros: number
}
