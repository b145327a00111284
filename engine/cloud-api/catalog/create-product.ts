import { type CreatedAnswer, createdAnswerSchema } from '#contract/cloud-api/answer-common.ts'
import { type CreateProductRequest, createProductSchema } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{catalog}/products. @source reference part 6, write */
export const createProductFact = {
  name: 'catalog.create-product',
  method: 'POST',
  path: '/{catalog}/products',
  reference: '6',
  request: createProductSchema,
} as const satisfies OperationFact

export const createProduct = (deps: CallDeps, catalog: string, request: CreateProductRequest): Promise<Result<CreatedAnswer>> =>
  ask(deps, createProductFact, { ids: { catalog }, request: request, answer: createdAnswerSchema })
