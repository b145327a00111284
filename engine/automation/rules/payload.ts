/** What a tapped button or row of ours means. Ids of automations hold no dot, nor do those of parts. */
export type Tap =
  | { readonly kind: 'option'; readonly automationId: string; readonly partId: string; readonly optionId: string }
  | { readonly kind: 'person' }

const PREFIX = 'sb.auto.'

/** The id of the option of a menu ("menu"), of a flow's step, or of a survey ("survey"). */
export const optionPayload = (automationId: string, partId: string, optionId: string): string =>
  `${PREFIX}${automationId}.${partId}.${optionId}`

/** The id of the button that asks for a person. */
export const PERSON_PAYLOAD = `${PREFIX}person`

/** Reads what a button carries; null for what is not ours. */
export function readTap(payload: string | null): Tap | null {
  if (payload === PERSON_PAYLOAD) return { kind: 'person' }
  if (payload === null || !payload.startsWith(PREFIX)) return null
  const [automationId, partId, optionId, ...more] = payload.slice(PREFIX.length).split('.')
  if (automationId === undefined || partId === undefined || optionId === undefined || more.length > 0) return null
  return { kind: 'option', automationId, partId, optionId }
}

/** Whether a tap belongs to another room of Shopbell, which answers it itself. */
export const isElsewhere = (payload: string | null): boolean => payload !== null && payload.startsWith('sb.') && readTap(payload) === null
