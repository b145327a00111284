import type { VaultDeps } from './entered.ts'
import { vaultHandlers } from './router.ts'
import { createVaultService } from './service.ts'

export { KeychainError, noKeychain, systemKeychain } from './keychain.ts'
export type { Keychain } from './keychain.ts'
export type { RunningRooms, VaultDeps, VaultDoors } from './entered.ts'
export type { PersonKeys } from './person-keys.ts'
export { STRENGTH } from './stretch.ts'
export type { Strength } from './stretch.ts'
export { createTries } from './tries.ts'
export type { Tries } from './tries.ts'

/** Makes the room of the vault: its calls, the calls of the rooms over an open vault, and the end. */
export function createVault(deps: VaultDeps) {
  const service = createVaultService(deps)
  return {
    handlers: vaultHandlers(service),
    roomHandlers: service.roomHandlers,
    acts: service.acts,
    isOpen: service.isOpen,
    /** Resolves when nothing is being sent; at once when no vault is open. */
    sendingEnded: service.sendingEnded,
    /** Closes the vault when one is open. */
    async stop() {
      await service.close()
    },
  }
}
