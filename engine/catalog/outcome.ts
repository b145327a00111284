import type { AppError } from '#contract/kernel/result.ts'

/** Whether a request may have arrived although no answer tells. */
export const isUnknownOutcome = ({ code, params }: AppError): boolean =>
  code === 'network-timeout' ||
  code === 'network-unreachable' ||
  code === 'meta-answer-unreadable' ||
  // Meta's own "something went wrong" does not say how far it came.
  (code === 'meta-refused' && (params?.['metaCode'] === 1 || params?.['metaCode'] === 2))

/** Whether Meta (or the check before sending) refused this one thing, and others may still go. */
export const isRefusal = ({ code }: AppError): boolean => code === 'meta-refused' || code.startsWith('form-')

/** Meta's words, or what the check before sending found. */
export function detailOf({ params }: AppError): string {
  const detail = params?.['detail'] ?? params?.['field']
  return detail === undefined ? '' : String(detail)
}
