import type { z } from 'zod'
import type { PauseReason } from '#contract/ipc/broadcast-summary.ts'
import type { Messenger } from '../cloud-api/index.ts'
import type { Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import type { ClockWatch } from './clock-watch.ts'
import type { EarlyEvents } from './early-events.ts'
import type { GuardVerdict, NewRun, Purpose, SendChange, SendRow } from './face.ts'
import type { HeldBackPeople } from './held-back-people.ts'
import type { OpaqueMaker } from './opaque.ts'
import type { DailyPeople } from './people.ts'
import type { LedgerSettings } from './settings.ts'
import type { Speedometer } from './speedometer.ts'
import type { Tallies } from './tallies.ts'
import type { QuietWatch } from './zones.ts'

export type PauseWord = z.infer<typeof PauseReason>
export type Guard = (db: ReadHandle, send: SendRow, now: number) => GuardVerdict
export type SendListener = (db: WriteHandle, change: SendChange) => void

/** What the ledger needs from outside. */
export type LedgerDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly messenger: Messenger
  /** Whether events reach us at this moment: receiving is verified and the link is up. */
  inboundAlive(): boolean
  /** Whether events can come at all; without them an unknown outcome is unconfirmed at once. Default: they can. */
  receives?(): boolean
  readonly settings?: Partial<LedgerSettings>
}

/** What the ledger's files share; made once by createLedger. */
export type LedgerContext = {
  readonly deps: LedgerDeps
  readonly settings: LedgerSettings
  readonly opaque: OpaqueMaker
  readonly guards: Map<Purpose, Guard[]>
  readonly listeners: Map<NewRun['owner'], SendListener[]>
  readonly runListeners: ((runId: string) => void)[]
  readonly people: DailyPeople
  readonly time: ClockWatch
  readonly quiet: QuietWatch
  readonly speeds: Speedometer
  readonly tallies: Tallies
  /** Money of runs with a budget that is spent or may be; a missing entry is summed from the rows. */
  readonly spent: Map<string, number>
  readonly heldBack: HeldBackPeople
  /** Sends (seq) whose person was erased while the message was under way. */
  readonly erasedUnderWay: Set<number>
  readonly earlyEvents: EarlyEvents
  /** Goes on with the people of a stopped run after this transaction; set by the ledger. */
  skipLater(runId: string): void
  /** Looks at once whether something may leave; set by the loop. */
  wake(): void
}

/** A transaction that is under way, with everything that the ledger's files share. */
export type Tx = { readonly context: LedgerContext; readonly db: WriteHandle }
