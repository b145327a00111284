import { statSync } from 'node:fs'
import { openStore, proveWhole, refuseWithoutRoom } from '../store/index.ts'
import type { BackupDeps, VaultSafe } from './deps.ts'
import type { KnownFile } from './kept-list.ts'
import { BackupError, type Header, type Whole } from './shapes.ts'
import { stamp } from './state.ts'
import { databaseOf, unpack } from './unpack.ts'
import { withWorkFolder } from './work-folder.ts'

/** Finds the vault's key for a backup of this vault: the one of today, or one that it had before. */
export const keyFor =
  ({ vault }: BackupDeps, safe: VaultSafe) =>
  async (header: Header): Promise<string> => {
    const keyId = String(header.lock['keyId'])
    if (keyId === safe.keyId) return safe.key
    const earlier = await vault.secrets.get(keyId)
    if (earlier === null || !/^[0-9a-f]{64}$/.test(earlier)) throw new BackupError('backup-damaged')
    return earlier
  }

/** Checks every page and that everything is there that was counted when it was made. @throws BackupError, StoreError */
export async function checkUnpacked(folder: string, key: string, { manifest }: Whole): Promise<void> {
  const found = await proveWhole({ file: databaseOf(folder), key })
  const isSame = found.customers === manifest.customers && found.messages === manifest.messages && found.version === manifest.version
  if (!isSame) throw new BackupError('backup-damaged')
}

/**
 * Restores a backup into a vault of its own inside the vault's folder, checks every page, counts, opens it as any vault is opened,
 * and throws it away. @throws BackupError, StoreError
 */
export async function proveBackup(deps: BackupDeps, safe: VaultSafe, file: KnownFile): Promise<KnownFile> {
  const { vault, random, clock } = deps
  const sizeBytes = statSync(file.path, { throwIfNoEntry: false })?.size
  if (sizeBytes === undefined) throw new BackupError('backup-missing')
  refuseWithoutRoom(vault.folder, sizeBytes)
  return withWorkFolder(vault.folder, random, async (work) => {
    let key = ''
    const find = async (header: Header) => (key = await keyFor(deps, safe)(header))
    const whole = await unpack(file.path, find, work)
    await checkUnpacked(work, key, whole)
    openStore({ file: databaseOf(work), key, mustExist: true, clock }).close()
    return { ...file, provenAt: stamp(clock.now()), sizeBytes }
  })
}
