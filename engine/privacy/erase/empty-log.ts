import { StoreError } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'

/**
 * Empties the log of writes into the file, so that no page of an erased person is left beside it. On a full disk that must
 * wait: what was committed stays committed, and the store empties it after its next commit.
 */
export function emptyLog(deps: Pick<PrivacyDeps, 'vault' | 'logger'>): void {
  try {
    deps.vault.store.checkpoint()
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause
    deps.logger.warn('log of writes could not be emptied', { kind: cause.kind })
  }
}
