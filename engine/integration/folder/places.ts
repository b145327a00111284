import { lstat, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, parse, relative, sep } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { numberedName, resultName } from './rules.ts'

/** The parts of a watched folder: what is being read, and where files go afterwards. */
export const PLACES = ['working', 'done', 'failed'] as const
export type Place = (typeof PLACES)[number]

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/**
 * The folder as it is on the disk. Errors: folder-missing, folder-refused (the vault's own folder or one around or in it, a
 * disk's root, somebody's home, no folder at all).
 */
export async function safeFolder(folder: string, vaultFolder: string): Promise<Result<string>> {
  if (!isAbsolute(folder)) return fail('folder-refused')
  const path = await realpath(folder).catch(() => null)
  if (path === null) return fail('folder-missing')
  const vault = await realpath(vaultFolder).catch(() => vaultFolder)
  const isTooWide = path === parse(path).root || path === homedir()
  const isFolder = (await lstat(path)).isDirectory()
  return isFolder && !isTooWide && !isInside(vault, path) && !isInside(path, vault) ? ok(path) : fail('folder-refused')
}

/** Makes the parts that are missing. False when one of them is a link or no folder: files would go somewhere else. */
export async function preparePlaces(folder: string): Promise<boolean> {
  for (const place of PLACES) {
    const path = join(folder, place)
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    if (!(await lstat(path)).isDirectory()) return false
  }
  return true
}

/** Removes what a run that was killed left half written. */
export async function removeParts(folder: string): Promise<void> {
  for (const place of PLACES)
    for (const name of await readdir(join(folder, place)))
      if (/^\.[0-9a-f]{16}\.part$/.test(name)) await rm(join(folder, place, name), { force: true })
}

/** Moves a file with its answer, the answer first: as long as the file is here, it is not done. A second one of its name gets a number. */
export async function moveAway(folder: string, name: string, place: Exclude<Place, 'working'>): Promise<void> {
  let target = name
  for (let number = 2; (await lstat(join(folder, place, target)).catch(() => null)) !== null; number += 1)
    target = numberedName(name, number)
  await rename(join(folder, 'working', resultName(name)), join(folder, place, resultName(target)))
  await rename(join(folder, 'working', name), join(folder, place, target))
}
