import { isMessageId, type MessageId, type Words } from '../../i18n/index.ts'
import type { Check, Finding } from './types.ts'

const idOr = (id: string, other: MessageId): MessageId => (isMessageId(id) ? id : other)

/** What a finding says, in words. A rule that this version has no words for gets the general ones. */
export function findingWords({ t }: Words, { rule, params, place }: Finding): string {
  const words = idOr(`template.rule.${rule}`, 'template.rule.other')
  return t(words, { ...params, number: (place.index ?? 0) + 1 })
}

/** Why something can't be added, in words. */
export function blockedWords({ t }: Words, { reason, params }: Check['blocked'][number]): string {
  return t(idOr(`template.blocked.${reason}`, 'template.blocked.other'), params)
}

/** Meta's reason for a refusal, in words. */
export const refusalWords = ({ t }: Words, reason: string): string =>
  t(idOr(`template.reason.${reason.toUpperCase()}`, 'template.reason.OTHER'))
