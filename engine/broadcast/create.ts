import type { Handlers } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { BroadcastDeps } from './deps.ts'
import { personalData } from './personal-data.ts'
import { broadcastHandlers } from './router.ts'
import { announceProgress } from './run/announce.ts'
import { registerWindowGuard } from './message/window-guard.ts'
import { createReports, type BroadcastReports } from './report/figures.ts'
import { answerTaps } from './run/answers.ts'
import { registerGuards } from './run/guards.ts'
import { registerOfferLimits } from './run/offer-limits.ts'
import { watchSends } from './run/watch.ts'
import { createLeftovers } from './seal/leftovers.ts'
import type { SeriesTimes } from './time/coming.ts'
import { createOccasions, type Occasions } from './time/occasions.ts'
import { createTimeKeeper } from './time/time.ts'

/** Broadcasts: drafts, audiences, the seal, and what became of everybody. */
export type BroadcastRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** What the reports room asks. */
  readonly reports: BroadcastReports
  /** What the room of series makes its broadcasts with. */
  readonly occasions: Occasions
  /** Series are told and looked at from now on. */
  meet(series: SeriesTimes): void
  /** Takes apart what an engine left half sealed, and begins to look at plans; call it just before the ledger begins, so that plans of an old copy are never begun. */
  begin(): void
  /** Something that begins by itself changed. */
  nudge(): void
  /** Ends announcements and plans; sending itself is ended by the ledger. */
  stop(): Promise<void>
}

/** Makes the room and registers its checks and listeners with ledger and inbox; call it before the ledger begins. */
export function createBroadcast(deps: BroadcastDeps): BroadcastRoom {
  registerGuards(deps)
  registerOfferLimits(deps)
  registerWindowGuard(deps)
  watchSends(deps)
  answerTaps(deps)
  const stopAnnouncing = announceProgress(deps)
  const leftovers = createLeftovers(deps)
  const keeper = createTimeKeeper(deps, leftovers)
  const handlers = broadcastHandlers(deps, { keeper, leftovers })
  return {
    handlers,
    personalData,
    reports: createReports(deps),
    occasions: createOccasions(deps, handlers),
    meet: (series) => keeper.meet(series),
    begin() {
      leftovers.begin()
      keeper.begin()
    },
    nudge: () => keeper.nudge(),
    async stop() {
      stopAnnouncing()
      await Promise.all([keeper.stop(), leftovers.stop()])
    },
  }
}
