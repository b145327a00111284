import { chmod, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { readContainer, type PartSink, type PartTaker } from './read-container.ts'
import type { Header, Whole } from './shapes.ts'

async function into(path: string): Promise<PartTaker> {
  const file = await open(path, 'wx', 0o600)
  return {
    take: (bytes) => file.writeFile(bytes),
    async end() {
      await file.sync()
      await file.close()
    },
    drop: () => file.close(),
  }
}

async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') await chmod(path, 0o700)
}

export const databaseOf = (folder: string): string => join(folder, 'vault.db')
export const mediaOf = (folder: string): string => join(folder, 'media')

/**
 * Puts what a backup holds into an empty folder, as a vault has it: the encrypted database and the sealed files. Nothing readable
 * is written. What is there after an error is not whole; whoever made the folder removes it.
 * @throws BackupError, and what the disk throws
 */
export async function unpack(path: string, findKey: (header: Header) => Promise<string>, folder: string): Promise<Whole> {
  await privateFolder(folder)
  await privateFolder(mediaOf(folder))
  const sink: PartSink = {
    begin: (part) => into(part.kind === 'database' ? databaseOf(folder) : join(mediaOf(folder), part.name)),
  }
  return readContainer(path, findKey, sink)
}
