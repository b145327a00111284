import type { CallOutput } from '#contract/ipc/index.ts'
import type { Entered, VaultDeps } from './entered.ts'
import { sizeOf } from './folder.ts'
import { isSwapping } from './swap.ts'
import { hasRecoveryCode, keyPlaceOf } from './use-cases.ts'
import { readVaultFile, type VaultFile } from './vault-file.ts'
import { hasKeychainWrap, opensWith } from './wraps.ts'

type Status = CallOutput<'vault.status'>

/** Whether somebody's own password opens it, because the keychain does not. */
const opensByPassword = (file: VaultFile): boolean => !hasKeychainWrap(file) && opensWith(file, 'person')

/** What can be said of a folder whose vault is not open. */
function statusOfClosed(folder: string, keychain: Status['keychain']): Status {
  const file = readVaultFile(folder)
  if (!file.ok) {
    // A file that can't be understood is a vault all the same: it must not look like an empty folder.
    const state = file.error.code === 'vault-absent' && !isSwapping(folder) ? 'absent' : 'locked'
    const sizeBytes = state === 'absent' ? 0 : sizeOf(folder)
    const none = { kind: null, vaultId: null, shop: null, keyIn: null, opensByPassword: false, hasRecoveryCode: false } as const
    return { state, ...none, keychain, sizeBytes }
  }
  const { kind, vaultId } = file.value
  const facts = {
    keyIn: keyPlaceOf(file.value),
    opensByPassword: opensByPassword(file.value),
    keychain,
    hasRecoveryCode: hasRecoveryCode(file.value),
    sizeBytes: sizeOf(folder),
  }
  return { state: 'locked', kind, vaultId, shop: null, ...facts }
}

/** What a person may know of the vault without opening it, and of one that is open. */
export async function statusOf({ folder: place, keychain: chain }: VaultDeps, entered: Entered | null): Promise<Status> {
  const keychain = await chain.state()
  if (entered === null) return statusOfClosed(place, keychain)
  const { vault, keyIn } = entered
  const { kind, vaultId, shop, folder } = vault
  const file = readVaultFile(place)
  const facts = {
    keyIn: file.ok && keyIn !== 'memory' ? keyPlaceOf(file.value) : keyIn,
    opensByPassword: file.ok && opensByPassword(file.value),
    keychain,
    hasRecoveryCode: file.ok && hasRecoveryCode(file.value),
    sizeBytes: sizeOf(folder),
  }
  return { state: 'open', kind, vaultId, shop, ...facts }
}
