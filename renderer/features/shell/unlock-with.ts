import type { AppError } from '../../bridge/index.ts'

/** What a shop is opened with when its key is not at hand. */
export type UnlockWith = 'passphrase' | 'recovery-code' | 'person'

/** What to ask for after the shop did not open by itself; null when neither would help. */
export function unlockAfter(code: AppError['code']): UnlockWith | null {
  switch (code) {
    case 'passphrase-needed':
    case 'keychain-unavailable':
      return 'passphrase'
    case 'locked':
      return 'person'
    case 'keychain-entry-missing':
    case 'vault-wrong-key':
      return 'recovery-code'
    default:
      return null
  }
}
