import type { VaultDeps } from './entered.ts'
import { vaultHandlers } from './router.ts'
import { createVaultService } from './service.ts'

export { KeychainError, noKeychain, systemKeychain } from './keychain.ts'
export type { Keychain } from './keychain.ts'
export type { RunningRooms, VaultDeps } from './entered.ts'

/** Makes the room of the vault: its calls, the calls of the rooms over an open vault, and the end. */
export function createVault(deps: VaultDeps) {
  const service = createVaultService(deps)
  return {
    handlers: vaultHandlers(service),
    roomHandlers: service.roomHandlers,
    /** Resolves when nothing is being sent; at once when no vault is open. */
    sendingEnded: service.sendingEnded,
    /** Closes the vault when one is open. */
    async stop() {
      await service.close()
    },
  }
}
