import { type TemplatePreview, templatePreviewPageSchema } from '#contract/cloud-api/answer-template-more.ts'
import { type TemplatePreviewQuery, templatePreviewQuerySchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{account}/message_template_previews: Meta's own words for one-time codes. @source reference part 5, others */
export const previewTemplatesFact = {
  name: 'template.preview',
  method: 'GET',
  path: '/{account}/message_template_previews',
  reference: '5',
  request: templatePreviewQuerySchema,
} as const satisfies OperationFact

export const previewTemplates = (
  deps: CallDeps,
  account: string,
  request: TemplatePreviewQuery,
): Promise<Result<readonly TemplatePreview[]>> =>
  askAll(deps, previewTemplatesFact, { ids: { account }, request: request, sendsQuery: true, answer: templatePreviewPageSchema })
