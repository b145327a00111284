import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../kernel/index.ts'

const PREFIX = 'work-'

/**
 * Gives a folder inside the vault's own for the time of some work, and removes it afterwards; only encrypted files are put there.
 * @param work gets the folder's path; it is for us alone
 */
export async function withWorkFolder<T>(vaultFolder: string, random: Random, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(vaultFolder, `${PREFIX}${Buffer.from(random.bytes(8)).toString('hex')}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') chmodSync(folder, 0o700)
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Removes what work that was cut off left behind. Only while nothing is under way. */
export function removeWorkFolders(vaultFolder: string): void {
  for (const entry of readdirSync(vaultFolder, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name.startsWith(PREFIX)) rmSync(join(vaultFolder, entry.name), { recursive: true, force: true })
  }
}
