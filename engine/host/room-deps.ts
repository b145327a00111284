import type { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { Caller } from './router.ts'

/** What every room may get. */
export type RoomDeps = {
  readonly vault: OpenVault
  readonly boot: EngineBoot
  readonly announcer: Announcer
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** Who reaches this engine, asked each time, because a role may change; left out, the owner. */
  readonly caller?: (() => Caller) | undefined
}
