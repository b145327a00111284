import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, parse, resolve } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Random } from '../kernel/index.ts'
import { isSharedPlace, thisPlace, type Place } from './place.ts'

const RUN_PREFIX = 'run-'

/** Paths of a vault's own files. */
export const databaseIn = (folder: string): string => join(folder, 'vault.db')
export const leaseIn = (folder: string): string => join(folder, 'vault.lease')

/**
 * Makes the folder for us alone. `vault-folder-refused` for a relative path, a file, a disk's root, a person's home, or a place that
 * other computers share.
 */
export function prepareFolder(folder: string, place: Place = thisPlace()): Result<void> {
  const path = resolve(folder)
  const isTooWide = path === parse(path).root || path === resolve(homedir())
  if (!isAbsolute(folder) || isTooWide || (existsSync(path) && !statSync(path).isDirectory())) return fail('vault-folder-refused')
  if (isSharedPlace(path, place)) return fail('vault-folder-refused')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  // A folder that was there may be open for others; on Windows the profile's own rights hold.
  if (process.platform !== 'win32') chmodSync(path, 0o700)
  return ok(undefined)
}

/** Moves a database without its vault.json aside: a creation that was cut short, never deleted by us. */
export function setLeftoversAside(folder: string, nowMs: number): void {
  for (const name of readdirSync(folder)) {
    if (name === 'vault.db' || name.startsWith('vault.db-')) renameSync(join(folder, name), join(folder, `leftover-${nowMs}-${name}`))
  }
}

/** Makes a folder inside for a vault whose key is only in memory, so that it lasts as long as this run. */
export function makeRunFolder(folder: string, random: Random): string {
  const run = join(folder, `${RUN_PREFIX}${Buffer.from(random.bytes(8)).toString('hex')}`)
  mkdirSync(run, { mode: 0o700 })
  return run
}

/** Removes what earlier runs left behind: their keys are gone, so nobody can read it any more. */
export function removeRunFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name.startsWith(RUN_PREFIX)) rmSync(join(folder, entry.name), { recursive: true, force: true })
  }
}

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + sizeOfFile(join(entry.parentPath, entry.name)), 0)

// A write-ahead log may go between listing and asking.
const sizeOfFile = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Bytes of the database and of the media; the reserve for a full disk is not the shop's data. */
export function sizeOf(folder: string): number {
  const database = databaseIn(folder)
  const media = join(folder, 'media')
  return [database, `${database}-wal`].reduce((sum, path) => sum + sizeOfFile(path), 0) + (existsSync(media) ? bytesBelow(media) : 0)
}
