import type { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { Desk } from '../session/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { VaultDoors } from '../vault/index.ts'

/** What every room may get. */
export type RoomDeps = {
  readonly vault: OpenVault
  readonly boot: EngineBoot
  readonly announcer: Announcer
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** The channels of this engine; left out, one without any. */
  readonly desk?: Desk | undefined
  /** The vault's own doors; left out over a vault without files of its own. */
  readonly doors?: VaultDoors | undefined
}
