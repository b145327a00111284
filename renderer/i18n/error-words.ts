import type { AppError } from '#contract/kernel/result.ts'
import { isMessageId, type MessageId } from './messages.ts'

/** The names of the three texts of a failure. */
export type ErrorWordIds = { readonly what: MessageId; readonly kept: MessageId; readonly do: MessageId }

const idOr = (id: string, other: MessageId): MessageId => (isMessageId(id) ? id : other)

/** The texts for one of Meta's codes; one that nobody wrote words for gets the general ones. */
export const metaWordIds = (metaCode: number | null): { readonly what: MessageId; readonly do: MessageId } => ({
  what: idOr(`meta.${metaCode ?? 'other'}.what`, 'meta.other.what'),
  do: idOr(`meta.${metaCode ?? 'other'}.do`, 'meta.other.do'),
})

/** The texts for a message that did not arrive: Meta's code in words, else the reason why it never left. */
export function failureWordIds({ metaCode, reason }: { readonly metaCode: number | null; readonly reason: string | null }): {
  readonly what: MessageId
  readonly do: MessageId
} {
  const general = metaWordIds(metaCode)
  if (metaCode !== null) return general
  return { what: idOr(`errors.${reason ?? ''}.what`, general.what), do: idOr(`errors.${reason ?? ''}.do`, general.do) }
}

/** The texts for a failure: what happened, what is kept, what to do. Where Meta gave a code, its words say more than ours. */
export function errorWordIds(error: AppError): ErrorWordIds {
  const kept = idOr(`errors.${error.code}.kept`, 'errors.bug.kept')
  const metaCode = error.params?.['metaCode']
  const subcode = error.params?.['metaSubcode']
  // Meta's large subcodes say more than the code that they come under.
  const number = typeof subcode === 'number' && isMessageId(`meta.${subcode}.what`) ? subcode : metaCode
  if (error.code === 'meta-refused' && typeof number === 'number') return { ...metaWordIds(number), kept }
  return { what: idOr(`errors.${error.code}.what`, 'errors.bug.what'), kept, do: idOr(`errors.${error.code}.do`, 'errors.bug.do') }
}
