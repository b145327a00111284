import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault, Store } from '../store/index.ts'

/** What only the vault's own room knows: the key of the open vault, and how it can be found again elsewhere. */
export type VaultSafe = {
  /** In hexadecimal. */
  readonly key: string
  readonly keyId: string
  /** What stands in a backup so that passphrase or recovery code open it; asked each time, because both may change. */
  lock(): Readonly<Record<string, unknown>>
  /** Whether passphrase or recovery code would open it on another computer. */
  canOpenElsewhere(): boolean
}

/** What the room of backups works with. */
export type BackupDeps = {
  readonly vault: OpenVault
  /** Null for a vault whose key is nowhere but in memory: nothing could ever open its backups. */
  readonly safe: VaultSafe | null
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  /** Names of secrets that belong to the rows, so that they go with them. */
  readonly secretNames: readonly string[]
  /** Of the privacy room: carries out in these rows every erasure that has happened. */
  readonly forget?: ((store: Store) => unknown) | undefined
}
