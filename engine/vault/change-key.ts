import { statSync } from 'node:fs'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import { errorCodeOf, keyCheckOf, newStoreKey, openAside, opensWithKey, refuseWithoutRoom, StoreError } from '../store/index.ts'
import type { Entered, VaultDeps } from './entered.ts'
import { databaseIn } from './folder.ts'
import { keepInKeychain } from './make.ts'
import { findKey, keyAccount, type Given } from './unlock.ts'
import { readVaultFile, writeVaultFile, type VaultFile } from './vault-file.ts'
import { hasKeychainWrap, rewrapAll } from './wraps.ts'

/** A change of the key that is prepared: both keys can be found, and the file still opens with the old one. */
export type Prepared = { readonly file: VaultFile; readonly nextFile: VaultFile; readonly oldKey: string; readonly key: string }

const withoutNext = ({ next: _next, ...file }: VaultFile): VaultFile => file

/**
 * Draws a new key and keeps it everywhere the old one is kept: in the keychain, and in every box of a password. The old one stays
 * with the shop's secrets, for its backups. Errors: keychain-unavailable.
 */
export async function prepareKey(deps: VaultDeps, { vault, key: oldKey, keyIn }: Entered): Promise<Result<Prepared>> {
  const read = readVaultFile(deps.folder)
  if (!read.ok) return read
  if (keyIn === 'memory') return fail('keychain-unavailable')
  const { random, clock, keychain } = deps
  const file = withoutNext(read.value)
  refuseWithoutRoom(deps.folder, 2 * statSync(databaseIn(deps.folder)).size)
  const key = newStoreKey(random)
  deps.hide(key)
  const next = { keyId: newId('key', random, clock.now()), keyCheck: keyCheckOf(key), key, random }
  const { file: nextFile, dropped } = rewrapAll(file, oldKey, next)
  // A seal of the first Shopbells that was never opened since: its password would be lost.
  if (dropped > 0 && nextFile.wraps.length === 0) return fail('passphrase-needed')
  if (hasKeychainWrap(nextFile) && !(await keepInKeychain(keychain, keyAccount(nextFile), key)))
    return fail('keychain-unavailable', undefined, 'now')
  await vault.secrets.set(file.keyId, oldKey)
  writeVaultFile(deps.folder, { ...file, next: { keyId: nextFile.keyId, keyCheck: nextFile.keyCheck, wraps: nextFile.wraps } })
  return ok({ file, nextFile, oldKey, key })
}

/**
 * Writes every page anew under the new key and settles vault.json when the new one has opened the file. Needs the vault closed and
 * the lease held. When it fails the old key is in force again.
 */
export async function putKeyIn(folder: string, { file, nextFile, oldKey, key }: Prepared): Promise<Result<VaultFile>> {
  const database = openAside({ file: databaseIn(folder), key: oldKey })
  try {
    await database.rekey(key)
    await database.all('pragma wal_checkpoint(truncate)')
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    await database.close()
    if (opensWithKey(databaseIn(folder), oldKey)) {
      writeVaultFile(folder, file)
      return fail(errorCodeOf(error.kind), undefined, 'now')
    }
  } finally {
    await database.close()
  }
  if (!opensWithKey(databaseIn(folder), key)) return fail('vault-damaged')
  writeVaultFile(folder, nextFile)
  return ok(nextFile)
}

/**
 * After a change of the key that was cut off: tries which of the two keys opens the file, and settles vault.json for it. The file of
 * a vault whose key did not change comes back as it is. Errors: those of `findKey` for the key that would be needed.
 */
export async function settleKey(deps: VaultDeps, file: VaultFile, given: Given): Promise<Result<VaultFile>> {
  const { next } = file
  if (next === undefined) return ok(file)
  const old = withoutNext(file)
  const candidates = [{ ...old, ...next }, old]
  let refused: Result<never> = fail('vault-wrong-key')
  for (const candidate of candidates) {
    const key = await findKey(candidate, deps, given)
    if (!key.ok) {
      refused = key
      continue
    }
    if (!opensWithKey(databaseIn(deps.folder), key.value)) continue
    writeVaultFile(deps.folder, candidate)
    return ok(candidate)
  }
  return refused
}
