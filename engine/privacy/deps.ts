import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault, WriteHandle } from '../store/index.ts'
import type { PersonalDataSource } from './personal-data.ts'

/** What the privacy room works with. */
export type PrivacyDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  /** All sources of all rooms; the one that holds the person's own row is asked last when erasing. */
  readonly sources: readonly PersonalDataSource[]
  /** Of the customer room: remembers erased people by keyed hashes. */
  readonly customer: { suppress(db: WriteHandle, phone: string | null, userId: string | null): void }
}
