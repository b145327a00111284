import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Random } from '../kernel/index.ts'

/** What was written. */
export type WrittenFile<T> = { readonly fileName: string; readonly sizeBytes: number; readonly value: T }

/**
 * Writes a file that is whole or not there: into one of its own beside the target, readable by the owner only, synced, then
 * renamed. What `work` throws for reasons of its own goes on to the caller; nothing is left behind then either.
 * Errors: file-write-failed, disk-full, disk-read-only.
 */
export async function writeWhole<T>(
  options: { readonly target: string; readonly random: Random },
  work: (write: (chunk: Uint8Array) => void) => Promise<T>,
): Promise<Result<WrittenFile<T>>> {
  const { target, random } = options
  const part = join(dirname(target), `.${Buffer.from(random.bytes(8)).toString('hex')}.part`)
  try {
    const written = await writePart(part, work)
    renameSync(part, target)
    syncFolder(dirname(target))
    return ok({ fileName: basename(target), ...written })
  } catch (cause) {
    rmSync(part, { force: true })
    const code = cause instanceof Error && 'code' in cause && 'syscall' in cause ? cause.code : null
    if (code === null) throw cause
    return fail(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : code === 'EROFS' ? 'disk-read-only' : 'file-write-failed')
  }
}

async function writePart<T>(part: string, work: (write: (chunk: Uint8Array) => void) => Promise<T>) {
  const file = openSync(part, 'wx', 0o600)
  let sizeBytes = 0
  try {
    const value = await work((chunk) => {
      for (let done = 0; done < chunk.length;) done += writeSync(file, chunk, done)
      sizeBytes += chunk.length
    })
    fsyncSync(file)
    return { sizeBytes, value }
  } finally {
    closeSync(file)
  }
}

/** Makes the rename itself durable. Windows opens no folders and needs none of this. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
