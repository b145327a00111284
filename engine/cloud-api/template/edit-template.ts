import { editTemplateSchema, type EditTemplateRequest } from '#contract/cloud-api/manage-template.ts'
import type { AppError, Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'
import { refuseParts } from './refuse-draft.ts'

/** POST /{template}: parts are replaced whole; an approved template goes back to review. @source reference part 5, edit */
export const editTemplateFact = {
  name: 'template.edit',
  method: 'POST',
  path: '/{template}',
  reference: '5',
  request: editTemplateSchema,
} as const satisfies OperationFact

/** What stays as it is can't be judged here: without a category the parts count as those of a promotion. */
export async function editTemplate(deps: CallDeps, template: string, request: EditTemplateRequest): Promise<Result<void>> {
  const refused = request.components === undefined ? null : refuseEdit(request.components, request)
  if (refused !== null) return { ok: false, error: refused }
  return askDone(deps, editTemplateFact, { ids: { template }, request })
}

function refuseEdit(components: NonNullable<EditTemplateRequest['components']>, request: EditTemplateRequest): AppError | null {
  const isCode = components.some((part) => part.type === 'BODY' && !('text' in part))
  const category = request.category ?? (isCode ? 'AUTHENTICATION' : 'MARKETING')
  const { parameter_format = formatOf(components), message_send_ttl_seconds } = request
  return refuseParts(
    {
      category,
      components,
      parameter_format,
      // How long it may wait depends on the category, which is not known unless it changes too.
      ...(request.category === undefined || message_send_ttl_seconds === undefined ? {} : { message_send_ttl_seconds }),
    },
    editTemplateFact.name,
  )
}

/** An edit need not repeat how fields are written; the samples show it. */
function formatOf(components: NonNullable<EditTemplateRequest['components']>): 'named' | 'positional' {
  const examples = components.flatMap((part) => ('example' in part && part.example !== undefined ? [part.example] : []))
  return examples.some((example) => 'body_text_named_params' in example || 'header_text_named_params' in example) ? 'named' : 'positional'
}
