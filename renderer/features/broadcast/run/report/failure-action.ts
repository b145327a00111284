/** The one thing that a person can do about a reason; null where there is nothing, or where it happens by itself. */
export type FailureAction = 'later' | 'again' | 'template' | 'billing' | 'numbers' | 'reconnect' | null

/**
 * What can be done about each of Meta's codes. @source reference part 10, error codes
 * - later: Meta held an offer back; the same people may be tried once, a day later
 * - again: a new draft to the same people, to put texts or files right, or because Meta's trouble is over
 * - template: the same people, another template
 */
const actions: Readonly<Record<number, FailureAction>> = {
  131049: 'later',
  131042: 'billing',
  132001: 'template',
  132007: 'template',
  132015: 'template',
  132016: 'template',
  0: 'reconnect',
  3: 'reconnect',
  10: 'reconnect',
  190: 'reconnect',
  200: 'reconnect',
  131005: 'reconnect',
  368: 'numbers',
  131031: 'numbers',
  131037: 'numbers',
  131045: 'numbers',
  131048: 'numbers',
  133010: 'numbers',
  100: 'again',
  131000: 'again',
  131008: 'again',
  131009: 'again',
  131053: 'again',
  131057: 'again',
  132000: 'again',
  132005: 'again',
  132012: 'again',
}

/** What can be done about a code of Meta's, or about a message that never left (null). */
export const failureAction = (metaCode: number | null): FailureAction => (metaCode === null ? null : (actions[metaCode] ?? null))

const DAY_MS = 86_400_000

/** When people whom Meta held back may be tried again; null where that day is over and it may begin at once. */
export function retryAt({ endedAt, now }: { readonly endedAt: number; readonly now: number }): number | null {
  const at = endedAt + DAY_MS
  return at > now ? at : null
}
