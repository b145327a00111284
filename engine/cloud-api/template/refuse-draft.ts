import type { TemplateDraft } from '#contract/cloud-api/manage-template.ts'
import { checkTemplateDraft, checkTemplateParts } from '#contract/cloud-api/template-rules.ts'
import type { TemplateIssue } from '#contract/cloud-api/template-issue.ts'
import type { AppError } from '#contract/kernel/result.ts'

/** The first rule of Meta's that a new template breaks for sure, as an error; null when none. */
export const refuseDraft = (draft: TemplateDraft, operation: string): AppError | null => toError(checkTemplateDraft(draft), operation)

/** The same for parts that replace those of a template; what the caller can't know counts as kept. */
export const refuseParts = (draft: Omit<TemplateDraft, 'name' | 'language'>, operation: string): AppError | null =>
  toError(checkTemplateParts(draft), operation)

function toError(issues: readonly TemplateIssue[], operation: string): AppError | null {
  const first = issues.find(({ level }) => level === 'error')
  if (first === undefined) return null
  const { part, index, field } = first.where
  const place = [part, ...(index === null ? [] : [index]), ...(field === null ? [] : [field])].join('.')
  return { code: 'template-rule-broken', params: { ...first.params, operation, field: place, rule: first.code }, retry: 'never' }
}
