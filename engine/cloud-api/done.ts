import { successAnswerSchema } from '#contract/cloud-api/answers.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from './call.ts'
import { ask, type OperationFact, type Use } from './operation.ts'

/** A call that only does something. An answer of `success: false` without a reason counts as a refusal. */
export async function askDone(
  deps: CallDeps,
  fact: OperationFact,
  use: Omit<Use<typeof successAnswerSchema>, 'answer'>,
): Promise<Result<void>> {
  const result = await ask(deps, fact, { ...use, answer: successAnswerSchema })
  if (!result.ok) return result
  return result.value.success ? ok(undefined) : fail('meta-refused', { metaCode: 0 })
}
