import type { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'

/** What every room may get. */
export type RoomDeps = {
  readonly vault: OpenVault
  readonly boot: EngineBoot
  readonly announcer: Announcer
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}
