import type { Handlers } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { BroadcastDeps } from './deps.ts'
import { personalData } from './personal-data.ts'
import { broadcastHandlers } from './router.ts'
import { announceProgress } from './run/announce.ts'
import { answerTaps } from './run/answers.ts'
import { registerGuards } from './run/guards.ts'
import { watchSends } from './run/watch.ts'

/** Broadcasts: drafts, audiences, the seal, and what became of everybody. */
export type BroadcastRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Ends announcements; sending itself is ended by the ledger. */
  stop(): Promise<void>
}

/** Makes the room and registers its checks and listeners with ledger and inbox; call it before the ledger begins. */
export function createBroadcast(deps: BroadcastDeps): BroadcastRoom {
  registerGuards(deps)
  watchSends(deps)
  answerTaps(deps)
  const stopAnnouncing = announceProgress(deps)
  return { handlers: broadcastHandlers(deps), personalData, stop: async () => stopAnnouncing() }
}
