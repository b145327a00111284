import type { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { RunningRooms } from '../vault/index.ts'

/** What every room gets. */
export type RoomDeps = {
  readonly vault: OpenVault
  readonly boot: EngineBoot
  readonly announcer: Announcer
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

/** Makes the rooms over an open vault, from the ground up, and lets the ledger begin. */
export async function beginRooms(deps: RoomDeps): Promise<RunningRooms> {
  void deps
  return { handlers: {}, sendingEnded: async () => undefined, stop: async () => undefined }
}
