import { fail, type Result } from '#contract/kernel/result.ts'
import { errorCodeOf, StoreError } from '../store/index.ts'
import { KeychainError } from '../vault/index.ts'

/** Turns what the foundation throws into an expected failure; null when it is a bug. */
export function failureOf(error: unknown): Result<never> | null {
  if (error instanceof StoreError) {
    const canTryAgain = error.kind === 'locked' || error.kind === 'full'
    return fail(errorCodeOf(error.kind), undefined, canTryAgain ? 'now' : 'never')
  }
  return error instanceof KeychainError ? fail('keychain-unavailable', undefined, 'now') : null
}
