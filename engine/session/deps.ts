import type { Announcer, Clock, Random } from '../kernel/index.ts'
import type { Staff } from '../staff/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { VaultDoors } from '../vault/index.ts'
import type { Desk } from './desk.ts'
import type { SessionNote } from './face.ts'

/** What the room stands on. */
export type SessionDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
  readonly staff: Staff
  readonly desk: Desk
  /** The vault's own doors; left out over a vault without files of its own. */
  readonly doors?: Pick<VaultDoors, 'keys' | 'tries' | 'strength'> | undefined
  /** The number, with country, of the customer whom a text names by it in any spelling. */
  readonly numberIn?: (text: string) => string | undefined
  /** Hears whether messages may leave, once that changes. */
  readonly onMayLeave?: () => void
  readonly audit?: { note(note: SessionNote): void } | undefined
}
