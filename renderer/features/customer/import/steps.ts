import type { FileFacts, ImportInput, ConsentSource } from '../types.ts'

/** Fields that a column of the file may hold. */
export const columnFields = [
  'phone',
  'name',
  'addressAs',
  'language',
  'tags',
  'note',
  'agreed',
  'consentAt',
  'birthday',
  'serviceDue',
] as const
export type ColumnField = (typeof columnFields)[number]
/** Which header holds what; `own` are the shop's own facts by their ids. */
export type ColumnChoice = Readonly<Record<ColumnField, string | null>> & { readonly own: Readonly<Record<string, string | null>> }

/** Where and when people agreed, as far as it is filled in. */
export type ConsentDraft = {
  readonly isKnown: boolean | null
  readonly source: ConsentSource | null
  readonly detail: string
  readonly wording: string
  /** YYYY-MM-DD in the shop's zone. */ readonly day: string
}

export const emptyConsent: ConsentDraft = { isKnown: null, source: null, detail: '', wording: '', day: '' }

/** Takes over the engine's guess which column is what. */
export const choiceOf = (guess: FileFacts['guess']): ColumnChoice =>
  ({
    ...Object.fromEntries(columnFields.map((field) => [field, guess[field] ?? null])),
    own: Object.fromEntries((guess.fields ?? []).map(({ fieldId, column }) => [fieldId, column])),
  }) as ColumnChoice

/** The columns as the call wants them; null while the column with the number is missing. */
export function columnsOf(choice: ColumnChoice): NonNullable<ImportInput['columns']> | null {
  const { phone, own, ...others } = choice
  if (phone === null) return null
  const filled = Object.fromEntries(Object.entries(others).filter(([, header]) => header !== null))
  const fields = Object.entries(own).flatMap(([fieldId, column]) => (column === null ? [] : [{ fieldId, column }]))
  return { phone, ...filled, ...(fields.length === 0 ? {} : { fields }) }
}

/** What still has to be filled in about consent. */
export type ConsentGap = 'choice' | 'source' | 'day' | 'future' | null

/**
 * Says what is missing before people may be imported with consent.
 * @param today YYYY-MM-DD; nobody can have agreed after it
 */
export function consentGap(draft: ConsentDraft, today: string): ConsentGap {
  if (draft.isKnown === null) return 'choice'
  if (!draft.isKnown) return null
  if (draft.source === null) return 'source'
  if (draft.day === '') return 'day'
  return draft.day > today ? 'future' : null
}

/** Noon keeps the day the same in every zone that is less than half a day away. */
const NOON = 'T12:00:00Z'

/** Consent as the call wants it; only for a draft without gaps. */
export function consentOf(draft: ConsentDraft): ImportInput['consent'] {
  if (draft.isKnown !== true || draft.source === null) return { state: 'unknown' }
  return {
    state: 'agreed',
    source: draft.source,
    detail: draft.detail,
    wording: draft.wording,
    at: Date.parse(`${draft.day}${NOON}`),
  }
}
