import { libraryPageSchema, type LibraryTemplate } from '#contract/cloud-api/answer-template-more.ts'
import { type LibraryQuery, libraryQuerySchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /message_template_library: Meta's ready-made templates (utility and authentication). @source reference part 5, library */
export const browseLibraryFact = {
  name: 'template.library',
  method: 'GET',
  path: '/message_template_library',
  reference: '5',
  request: libraryQuerySchema,
} as const satisfies OperationFact

export const browseLibrary = (deps: CallDeps, request: LibraryQuery): Promise<Result<readonly LibraryTemplate[]>> =>
  askAll(deps, browseLibraryFact, { ids: {}, request: request, sendsQuery: true, answer: libraryPageSchema })
