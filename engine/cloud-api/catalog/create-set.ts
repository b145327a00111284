import { type CreatedAnswer, createdAnswerSchema } from '#contract/cloud-api/answer-common.ts'
import { type CreateProductSetRequest, createProductSetSchema } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{catalog}/product_sets. @source reference part 6, sets */
export const createSetFact = {
  name: 'catalog.create-set',
  method: 'POST',
  path: '/{catalog}/product_sets',
  reference: '6',
  request: createProductSetSchema,
} as const satisfies OperationFact

export const createSet = (deps: CallDeps, catalog: string, request: CreateProductSetRequest): Promise<Result<CreatedAnswer>> =>
  ask(deps, createSetFact, { ids: { catalog }, request: request, answer: createdAnswerSchema })
