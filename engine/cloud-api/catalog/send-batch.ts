import { batchAnswerSchema, itemsBatchSchema, type BatchAnswer, type BatchItem } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{catalog}/items_batch: up to 5,000 products at once, worked off later. @source reference part 6, write */
export const sendBatchFact = {
  name: 'catalog.batch',
  method: 'POST',
  path: '/{catalog}/items_batch',
  reference: '6',
  request: itemsBatchSchema,
} as const satisfies OperationFact

export type Batch = { readonly requests: readonly BatchItem[]; readonly allow_upsert?: boolean }

export const sendBatch = (deps: CallDeps, catalog: string, batch: Batch): Promise<Result<BatchAnswer>> =>
  ask(deps, sendBatchFact, { ids: { catalog }, request: { item_type: 'PRODUCT_ITEM', ...batch }, answer: batchAnswerSchema })
