import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Zip, ZipDeflate } from 'fflate'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Random } from '../kernel/index.ts'

/** One file inside the ZIP. */
export type ZipEntry = { readonly path: string; readonly bytes: Uint8Array }

/** What was written. */
export type Written = { readonly fileName: string; readonly sizeBytes: number; readonly sha256: string }

/** Where to write, the time that entries carry (ms), and what makes the temporary name. */
export type ZipOptions = { readonly target: string; readonly at: number; readonly random: Random }

/**
 * Writes a ZIP that is whole or not there: into a file of its own beside the target, readable by the owner only, synced,
 * then renamed. Errors: file-write-failed, disk-full, disk-read-only; nothing is left behind then.
 */
export function writeZip(entries: readonly ZipEntry[], options: ZipOptions): Result<Written> {
  const { target } = options
  const part = join(dirname(target), `.${Buffer.from(options.random.bytes(8)).toString('hex')}.part`)
  try {
    const facts = writePart(part, entries, options.at)
    renameSync(part, target)
    syncFolder(dirname(target))
    return ok({ fileName: basename(target), ...facts })
  } catch (cause) {
    rmSync(part, { force: true })
    if (!(cause instanceof Error && 'code' in cause && typeof cause.code === 'string')) throw cause
    return fail(
      cause.code === 'ENOSPC' || cause.code === 'EDQUOT' ? 'disk-full' : cause.code === 'EROFS' ? 'disk-read-only' : 'file-write-failed',
    )
  }
}

function writePart(part: string, entries: readonly ZipEntry[], at: number): { sizeBytes: number; sha256: string } {
  const file = openSync(part, 'wx', 0o600)
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    const zip = new Zip((error, chunk) => {
      if (error !== null) throw error
      hash.update(chunk)
      for (let done = 0; done < chunk.length;) done += writeSync(file, chunk, done)
      sizeBytes += chunk.length
    })
    for (const { path, bytes } of entries) {
      const entry = new ZipDeflate(path, { level: 6 })
      entry.mtime = at
      zip.add(entry)
      entry.push(bytes, true)
    }
    zip.end()
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return { sizeBytes, sha256: hash.digest('hex') }
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
