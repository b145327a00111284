import type { ErrorCode } from '#contract/errors/catalogue.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import { errorCodeOf, fromSystem, StoreError } from '../store/index.ts'
import { BackupError } from './shapes.ts'

/** Under which code a person hears of a failure of file or disk; null when it is none. */
export function troubleOf(error: unknown): ErrorCode | null {
  if (error instanceof BackupError) return error.code
  const known = fromSystem(error)
  if (!(known instanceof StoreError)) return null
  return known.kind === 'corrupt' ? 'vault-damaged' : errorCodeOf(known.kind)
}

/** The failure as a result; what is no failure of file or disk is a bug and travels on. */
export function asFailure(error: unknown): Result<never> {
  const code = troubleOf(error)
  if (code === null) throw error
  return fail(code, undefined, code === 'disk-full' ? 'now' : 'never')
}
