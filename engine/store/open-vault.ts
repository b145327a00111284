import type { z } from 'zod'
import type { Shop, VaultKind } from '#contract/ipc/vault.ts'
import type { VaultId } from '#contract/kernel/values.ts'
import type { Secrets } from '../kernel/index.ts'
import type { Store } from './handles.ts'

/** An open vault as the rooms see it. */
export type OpenVault = {
  readonly vaultId: VaultId
  readonly kind: z.infer<typeof VaultKind>
  readonly shop: z.infer<typeof Shop>
  /** The vault's folder; nothing readable may be written there. */
  readonly folder: string
  readonly store: Store
  readonly secrets: Secrets
  /** Goes up by one each time the vault is opened; tells attempts of this engine from those of a dead one. */
  readonly epoch: number
  /** The files are older than what the keychain has seen (copied or restored): nothing may leave until a person says so. */
  readonly restoredCopy: boolean
  /** The secrets stand outside of the file (in the keychain), so that what they say can be held against it. */
  readonly secretsOutside: boolean
}
