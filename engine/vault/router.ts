import type { Handlers } from '../kernel/index.ts'
import type { createVaultService } from './service.ts'

/** Binds the vault's calls. */
export const vaultHandlers = (service: ReturnType<typeof createVaultService>): Handlers => ({
  'vault.status': () => service.status(),
  'vault.create': (input) => service.create(input),
  'vault.open': (input, { seat }) => service.open(input, seat),
  'vault.makeRecoveryCode': () => service.makeRecoveryCode(),
  'vault.changeKey': () => service.changeKey(),
  'vault.rescue': (input) => service.rescue(input),
  'vault.erase': (input) => service.erase(input),
  'vault.close': () => service.close(),
  'backup.inspect': (input) => service.inspectBackup(input),
  'backup.restore': (input) => service.restoreBackup(input),
})
