import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { keyFits } from '../store/index.ts'
import { KeychainError, type Keychain } from './keychain.ts'
import { unwrapKey } from './passphrase.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { SERVICE } from './secrets.ts'
import type { VaultFile } from './vault-file.ts'

/** Name of the keychain's entry that holds a vault's key. */
export const keyAccount = (file: Pick<VaultFile, 'vaultId' | 'keyId'>): string => `${file.vaultId}.${file.keyId}`

/** What a passphrase or recovery wrap is bound to, so that it opens no other vault. */
export const boundTo = (file: Pick<VaultFile, 'vaultId' | 'keyId'>): string => `shopbell vault ${keyAccount(file)}`

const hasKeychainWrap = (file: VaultFile): boolean => file.wraps.some((wrap) => wrap.kind === 'keychain')
const passphraseWrapOf = (file: VaultFile) => file.wraps.find((wrap) => wrap.kind === 'passphrase')

async function fromPassphrase(file: VaultFile, passphrase: string): Promise<Result<string>> {
  const wrap = passphraseWrapOf(file)
  if (wrap === undefined) return fail('passphrase-wrong')
  const key = await unwrapKey(wrap, passphrase, boundTo(file))
  return key === null ? fail('passphrase-wrong') : ok(key)
}

async function fromRecoveryCode(file: VaultFile, text: string): Promise<Result<string>> {
  const wrap = file.wraps.find(({ kind }) => kind === 'recovery')
  const code = readRecoveryCode(text)
  if (wrap?.kind !== 'recovery' || code === null) return fail('recovery-code-wrong')
  const key = await unwrapKey(wrap, code, boundTo(file))
  return key === null ? fail('recovery-code-wrong') : ok(key)
}

async function fromKeychain(file: VaultFile, keychain: Keychain): Promise<Result<string>> {
  const hasPassphrase = passphraseWrapOf(file) !== undefined
  if (!hasKeychainWrap(file)) return fail('passphrase-needed')
  try {
    const key = await keychain.getPassword(SERVICE, keyAccount(file))
    if (key !== null) return ok(key)
    return hasPassphrase ? fail('passphrase-needed') : fail('keychain-entry-missing')
  } catch (error) {
    if (!(error instanceof KeychainError)) throw error
    return hasPassphrase ? fail('passphrase-needed') : fail('keychain-unavailable', undefined, 'now')
  }
}

/** What a person may give instead of the keychain. */
export type Given = { readonly passphrase?: string | undefined; readonly recoveryCode?: string | undefined }

const look = (file: VaultFile, keychain: Keychain, { passphrase, recoveryCode }: Given): Promise<Result<string>> => {
  if (recoveryCode !== undefined) return fromRecoveryCode(file, recoveryCode)
  return passphrase === undefined ? fromKeychain(file, keychain) : fromPassphrase(file, passphrase)
}

/**
 * Finds the key of a vault: with the recovery code or the passphrase when one is given, else in the keychain.
 * Errors: passphrase-needed, passphrase-wrong, recovery-code-wrong, keychain-entry-missing, keychain-unavailable, vault-wrong-key.
 */
export async function findKey(file: VaultFile, keychain: Keychain, given: Given): Promise<Result<string>> {
  const found = await look(file, keychain, given)
  if (!found.ok) return found
  return /^[0-9a-f]{64}$/.test(found.value) && keyFits(found.value, file.keyCheck) ? found : fail('vault-wrong-key')
}
