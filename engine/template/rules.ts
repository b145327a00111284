import type { CallOutput } from '#contract/ipc/index.ts'

/** A template as the screens and the renderer need it. */
export type Template = CallOutput<'template.list'>['templates'][number]
export type TemplateVariable = Template['variables'][number]
export type TemplateButton = Template['buttons'][number]

/** Meta's states of a template that are known here. */
export const templateStatuses: readonly Template['status'][] = [
  'PENDING',
  'APPROVED',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'PENDING_DELETION',
  'DELETED',
  'LIMIT_EXCEEDED',
  'ARCHIVED',
]
/** Meta's category in the words of the contract. */
export const readCategory = (text: string): Template['category'] =>
  (['UTILITY', 'AUTHENTICATION'] as const).find((known) => known === text.toUpperCase()) ?? 'MARKETING'

/** Meta's quality word in those of the contract. */
export const readQuality = (text: string | undefined): Template['quality'] =>
  (['GREEN', 'YELLOW', 'RED'] as const).find((known) => known === text?.toUpperCase()) ?? 'UNKNOWN'

/**
 * What a status event makes of the state. FLAGGED is a warning and changes nothing; an unknown event makes the
 * template unsendable until the next reading, because sending on a guess costs quality.
 * @source reference part 8.5, message_template_status_update
 */
export function statusAfterEvent(event: string, before: Template['status']): Template['status'] {
  const word = event.toUpperCase()
  if (word === 'FLAGGED') return before
  if (['REINSTATED', 'UNPAUSED', 'UNARCHIVED'].includes(word)) return 'APPROVED'
  return templateStatuses.find((known) => known === word) ?? 'UNKNOWN'
}
