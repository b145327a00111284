import { tokenFactsSchema, type TokenFacts } from '#contract/cloud-api/answers.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/**
 * GET /debug_token: what a key may do and until when. It is asked with the connection's own key; the inspected one stands
 * in the address, because Meta offers no other place for it, and nothing here logs addresses.
 * @source reference part 1, check a token
 */
export const inspectKeyFact = {
  name: 'key.inspect',
  method: 'GET',
  path: '/debug_token',
  reference: '1',
  hidesWhy: true,
} as const satisfies OperationFact

export async function inspectKey(deps: CallDeps, inputToken: string): Promise<Result<TokenFacts['data']>> {
  const result = await ask(deps, inspectKeyFact, { query: { input_token: inputToken }, answer: tokenFactsSchema })
  return result.ok ? ok(result.value.data) : result
}
