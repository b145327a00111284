import { batchHandleSchema, batchStatusPageSchema, type BatchStatus } from '#contract/cloud-api/manage-catalog.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{catalog}/check_batch_request_status?handle=. @source reference part 6, write */
export const readBatchStatusFact = {
  name: 'catalog.batch-status',
  method: 'GET',
  path: '/{catalog}/check_batch_request_status',
  reference: '6',
  request: batchHandleSchema,
} as const satisfies OperationFact

export async function readBatchStatus(deps: CallDeps, catalog: string, handle: string): Promise<Result<BatchStatus>> {
  const result = await ask(deps, readBatchStatusFact, {
    ids: { catalog },
    request: { handle },
    sendsQuery: true,
    answer: batchStatusPageSchema,
  })
  if (!result.ok) return result
  const [status] = result.value.data
  return status === undefined ? fail('meta-answer-unreadable', { httpStatus: 200 }) : ok(status)
}
