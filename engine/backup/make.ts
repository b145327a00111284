import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { BackupFile } from '#contract/ipc/backup.ts'
import type { z } from 'zod'
import { copyWhole, proveWhole, refuseWithoutRoom, type Contents } from '../store/index.ts'
import type { BackupDeps, VaultSafe } from './deps.ts'
import type { KnownFile } from './kept-list.ts'
import { nameOf } from './due.ts'
import { BackupError, FORMAT, type Header, type Whole } from './shapes.ts'
import { ownFolder, stamp, type State } from './state.ts'
import { databaseOf, mediaOf } from './unpack.ts'
import { withWorkFolder } from './work-folder.ts'
import { writeContainer } from './write-container.ts'

export type Reason = z.infer<typeof BackupFile>['reason']

/** One backup that is wanted. */
export type Wanted = {
  readonly reason: Reason
  /** A path that somebody chose; else the rules' folder. */
  readonly target?: string | undefined
  /** A copy of the database that is there already, e.g. of the time before a step of the schema. */
  readonly snapshot?: string | undefined
  readonly signal: AbortSignal
}

const MEDIA_NAME = /^[0-9a-f]{32}$/
export const mediaNames = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => MEDIA_NAME.test(name)) : []

export const bytesOf = (folder: string, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0)

/** The secrets that belong to the rows. */
async function secretsOf({ vault, secretNames }: BackupDeps): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const name of secretNames) {
    const value = await vault.secrets.get(name)
    if (value !== null) found[name] = value
  }
  return found
}

/** Where it goes. @throws BackupError of code `backup-missing` when a folder that somebody chose is not there */
export function targetOf({ vault, clock }: BackupDeps, state: State, target: string | undefined): string {
  if (target !== undefined) return target
  const folder = state.folder()
  if (folder === ownFolder(vault.folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(folder)) throw new BackupError('backup-missing')
  return freeName(join(folder, nameOf(clock.now(), vault.vaultId)))
}

const freeName = (path: string, count = 2): string => {
  if (!existsSync(path)) return path
  const next = path.replace(/(-\d+)?\.shopbell$/, `-${count}.shopbell`)
  return existsSync(next) ? freeName(path, count + 1) : next
}

/** What the list keeps of a file that was found whole. */
export function knownFile(
  path: string,
  { header, manifest, files, sizeBytes }: Whole,
  how: Pick<KnownFile, 'isTurnedOver' | 'provenAt'>,
): KnownFile {
  const { customers, messages } = manifest
  const { at, reason, erasedUntil } = header
  return { path, fileName: basename(path), at, reason, erasedUntil, sizeBytes, customers, messages, files, ...how }
}

type Copy = { readonly database: string; readonly contents: Contents }

async function write(
  deps: BackupDeps,
  safe: VaultSafe,
  { wanted, copy, target, at }: { readonly wanted: Wanted; readonly copy: Copy; readonly target: string; readonly at: number },
): Promise<Whole> {
  const { vault, random } = deps
  const folder = mediaOf(vault.folder)
  const names = mediaNames(folder)
  refuseWithoutRoom(dirname(target), statSync(copy.database).size + bytesOf(folder, names))
  const header: Header = {
    format: FORMAT,
    vaultId: vault.vaultId,
    kind: vault.kind,
    at: stamp(at),
    reason: wanted.reason,
    // Who is erased in the very instant of the copy may still be in it.
    erasedUntil: stamp(at - 1),
    salt: Buffer.from(random.bytes(32)).toString('hex'),
    lock: safe.lock(),
  }
  const { customers, messages, version } = copy.contents
  const manifest = { kind: 'manifest' as const, shopName: vault.shop.name, customers, messages, version, secrets: await secretsOf(deps) }
  return writeContainer(target, {
    header,
    vaultKey: safe.key,
    manifest,
    database: copy.database,
    media: { folder, names },
    signal: wanted.signal,
  })
}

type Making = { readonly deps: BackupDeps; readonly safe: VaultSafe; readonly state: State }

/**
 * Makes one backup while the shop goes on: a whole copy of the database that is checked page by page, the sealed files as they
 * lie, and both read back. @throws what disk, file and database throw; nothing half stays behind
 */
export async function makeBackup({ deps, safe, state }: Making, wanted: Wanted): Promise<KnownFile> {
  const { vault, random, clock } = deps
  const target = targetOf(deps, state, wanted.target)
  return withWorkFolder(vault.folder, random, async (work) => {
    const { snapshot } = wanted
    const at = snapshot === undefined ? clock.now() : Math.floor(statSync(snapshot).mtimeMs)
    const source = databaseOf(vault.folder)
    const database = snapshot ?? join(work, 'copy.db')
    const contents =
      snapshot === undefined
        ? await copyWhole({ file: source, key: safe.key }, database)
        : await proveWhole({ file: snapshot, key: safe.key })
    wanted.signal.throwIfAborted()
    const whole = await write(deps, safe, { wanted, copy: { database, contents }, target, at })
    if (snapshot !== undefined) rmSync(snapshot, { force: true })
    return knownFile(target, whole, { isTurnedOver: wanted.target === undefined, provenAt: null })
  })
}
