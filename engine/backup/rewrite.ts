import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { copyWhole, openStore, refuseWithoutRoom, sql } from '../store/index.ts'
import type { BackupDeps, VaultSafe } from './deps.ts'
import type { KeptList, KnownFile } from './kept-list.ts'
import { knownFile, mediaNames } from './make.ts'
import { keyFor } from './prove.ts'
import type { Header } from './shapes.ts'
import { stamp } from './state.ts'
import { databaseOf, mediaOf, unpack } from './unpack.ts'
import { withWorkFolder } from './work-folder.ts'
import { writeContainer } from './write-container.ts'

/** The files that still hold somebody who has been erased since. */
export const withErased = ({ files, erasedAt }: KeptList): KnownFile[] =>
  erasedAt === null ? [] : files.filter(({ erasedUntil }) => erasedUntil < erasedAt)

/** Of those, the ones that can't be reached now. */
export const unreachable = (files: readonly KnownFile[]): KnownFile[] => files.filter(({ path }) => !existsSync(path))

/** Carries the erasures out in the rows; answers which sealed files have lost their keys by it. */
function forgetIn({ forget, clock }: BackupDeps, database: { readonly file: string; readonly key: string }): ReadonlySet<string> {
  const store = openStore({ ...database, mustExist: true, clock })
  try {
    forget?.(store)
    return new Set(store.read.all<{ name: string }>(sql`select stored_name as name from media_leftover`).map(({ name }) => name))
  } finally {
    store.close()
  }
}

/**
 * Writes a backup anew without the people who were erased: opened in a folder of its own, the same erasure carried out, every page
 * written anew, sealed, checked, and put in its place in one step. @throws BackupError, StoreError
 */
export async function rewriteBackup(
  deps: BackupDeps,
  safe: VaultSafe,
  { file, erasedAt }: { readonly file: KnownFile; readonly erasedAt: number },
): Promise<KnownFile> {
  const { vault, random, clock } = deps
  const signal = new AbortController().signal
  refuseWithoutRoom(vault.folder, 2 * statSync(file.path).size)
  return withWorkFolder(vault.folder, random, async (work) => {
    let key = ''
    const find = async (header: Header) => (key = await keyFor(deps, safe)(header))
    const erasedUntil = stamp(Math.max(clock.now(), erasedAt))
    const { header, manifest } = await unpack(file.path, find, work)
    const gone = forgetIn(deps, { file: databaseOf(work), key })
    const database = join(work, 'clean.db')
    const { customers, messages, version } = await copyWhole({ file: databaseOf(work), key }, database)
    const names = mediaNames(mediaOf(work)).filter((name) => !gone.has(name))
    const whole = await writeContainer(file.path, {
      header: { ...header, erasedUntil, salt: Buffer.from(random.bytes(32)).toString('hex') },
      vaultKey: key,
      manifest: { ...manifest, customers, messages, version },
      database,
      media: { folder: mediaOf(work), names },
      signal,
    })
    return knownFile(file.path, whole, { isTurnedOver: file.isTurnedOver, provenAt: null })
  })
}
