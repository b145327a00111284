import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { BackupError, checkUnpacked, readContainer, unpack, type Header, type Whole } from '../backup/index.ts'
import { openStore, refuseWithoutRoom, StoreError, type Store } from '../store/index.ts'
import type { VaultDeps } from './entered.ts'
import { markRestoredCopy } from './epoch.ts'
import { databaseIn } from './folder.ts'
import { lockHere } from './lock.ts'
import { keychainSecrets, storedSecrets } from './secrets.ts'
import { makeReadyFolder } from './swap.ts'
import { findKey, type Given } from './unlock.ts'
import { VaultFile, writeVaultFile } from './vault-file.ts'
import { secretsPlaceOf } from './wraps.ts'

/** Why a backup's key was not found, on its way through what reads the file. */
class KeyRefused extends Error {
  readonly result: Result<never>
  constructor(result: Result<never>) {
    super('no key')
    this.result = result
  }
}

/** What lies ready to take the vault's place: a folder with database, files and vault.json. */
export type Ready = { readonly from: string; readonly whole: Whole; readonly file: VaultFile; readonly key: string }

const lockIn = (header: Header): VaultFile => {
  const lock = VaultFile.safeParse(header.lock)
  if (!lock.success) throw new BackupError('backup-newer')
  return lock.data
}

/** Finds the key of a backup, and remembers what it found. */
function keyFinder(deps: VaultDeps, given: Given) {
  const found = { key: '' }
  return {
    found,
    async find(header: Header): Promise<string> {
      const key = await findKey(lockIn(header), deps, given)
      if (!key.ok) throw new KeyRefused(key)
      deps.hide(key.value)
      found.key = key.value
      return key.value
    },
  }
}

/** Runs what reads a backup; refusals of key and file become results. @throws StoreError when the disk fails */
export async function refusing<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    if (error instanceof KeyRefused) return error.result
    if (error instanceof BackupError) return fail(error.code)
    if (error instanceof StoreError && error.kind === 'corrupt') return fail('backup-damaged')
    if (error instanceof StoreError && error.kind === 'newer') return fail('backup-newer')
    throw error
  }
}

/** Opens a backup, reads it to its end, and keeps nothing. */
export const inspect = (deps: VaultDeps, path: string, given: Given): Promise<Result<Whole>> =>
  refusing(() => readContainer(path, keyFinder(deps, given).find))

/** Puts secrets that belong to the rows where this computer keeps them; those that are there stay. */
async function keepSecrets(deps: VaultDeps, ready: Omit<Ready, 'from'>, store: Store): Promise<void> {
  const { file, whole } = ready
  const secrets = secretsPlaceOf(file) === 'keychain' ? keychainSecrets(deps.keychain, file.vaultId) : storedSecrets(store)
  for (const [name, value] of Object.entries(whole.manifest.secrets)) {
    deps.hide(value)
    if ((await secrets.get(name)) === null) await secrets.set(name, value)
  }
}

/**
 * Opens the database for real in the folder where it was made ready: older ones are brought up to date, and it is marked as a copy,
 * so that nothing leaves until a person says so.
 */
async function openOnce(deps: VaultDeps, folder: string, ready: Omit<Ready, 'from'>): Promise<void> {
  const { key, file } = ready
  const store = openStore({ file: databaseIn(folder), key, keyCheck: file.keyCheck, mustExist: true, clock: deps.clock })
  try {
    markRestoredCopy(store)
    await keepSecrets(deps, ready, store)
  } finally {
    store.close()
  }
  // The copy of before a step of the schema is the backup itself, which stays where it is.
  for (const name of readdirSync(folder)) if (name.includes('.before-')) rmSync(join(folder, name), { force: true })
}

/** The vault's own file, written beside what was made ready; `keychain-unavailable` when nothing here could open it. */
export async function lockReady(
  deps: VaultDeps,
  folder: string,
  found: { readonly lock: VaultFile; readonly key: string },
): Promise<VaultFile> {
  const file = await lockHere(found.lock, found.key, deps.keychain)
  if (file === null) throw new KeyRefused(fail('keychain-unavailable'))
  writeVaultFile(folder, file)
  return file
}

/**
 * Unpacks a backup into a folder of its own inside the vault's, checks every page and counts, and makes everything ready to take the
 * vault's place. Errors: backup-damaged, backup-newer, backup-missing, and those of `findKey`. @throws StoreError
 */
export function makeReady(deps: VaultDeps, path: string, given: Given): Promise<Result<Ready>> {
  return refusing(async () => {
    const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size
    if (sizeBytes === undefined) throw new BackupError('backup-missing')
    refuseWithoutRoom(deps.folder, sizeBytes)
    const from = makeReadyFolder(deps.folder, deps.random)
    return discarding(deps, from, async (folder) => {
      const { found, find } = keyFinder(deps, given)
      const whole = await unpack(path, find, folder)
      const { key } = found
      await checkUnpacked(folder, key, whole)
      const file = await lockReady(deps, folder, { lock: lockIn(whole.header), key })
      await openOnce(deps, folder, { whole, file, key })
      return { from, whole, file, key }
    })
  })
}

/** Works in a folder that is being made ready, and removes it when the work fails. */
export async function discarding<T>({ folder }: VaultDeps, from: string, work: (ready: string) => Promise<T>): Promise<T> {
  try {
    return await work(join(folder, from))
  } catch (error) {
    rmSync(join(folder, from), { recursive: true, force: true })
    throw error
  }
}
