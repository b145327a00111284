import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Writes beside the target, for us alone, and renames, so that a full disk leaves no half file. Errors: disk-full, file-write-failed. */
export const writeWhole = (path: string, content: Uint8Array): Result<Record<string, never>> => {
  const draft = `${path}.part`
  try {
    const file = openSync(draft, 'w', 0o600)
    try {
      writeSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
    return ok({})
  } catch (error) {
    rmSync(draft, { force: true })
    return fail(codeOf(error) === 'ENOSPC' ? 'disk-full' : 'file-write-failed')
  }
}
