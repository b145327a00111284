import type { TokenFacts } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { inspectKey } from './inspect-key.ts'

/** What Meta says about keys. */
export type KeyOperations = {
  /** Scopes, assets and end of a key; `expires_at` in seconds, 0 = never. */
  inspect(inputToken: string): Promise<Result<TokenFacts['data']>>
}

export const keyOperations = (deps: CallDeps): KeyOperations => ({ inspect: (inputToken) => inspectKey(deps, inputToken) })
