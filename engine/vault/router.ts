import type { Handlers } from '../kernel/index.ts'
import type { createVaultService } from './service.ts'

/** Binds the vault's calls. */
export const vaultHandlers = (service: ReturnType<typeof createVaultService>): Handlers => ({
  'vault.status': () => service.status(),
  'vault.create': (input) => service.create(input),
  'vault.open': (input) => service.open(input),
  'vault.makeRecoveryCode': () => service.makeRecoveryCode(),
  'vault.close': () => service.close(),
})
