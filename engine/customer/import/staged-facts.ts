import type { RowFacts } from './row-facts.ts'

/** Facts of a row as they wait in import_row, with the key (empty where it is the number itself) and the country of its number. */
export type StagedFacts = RowFacts & { readonly key: string; readonly country: string | null }

const NOTHING: StagedFacts = {
  name: '',
  addressAs: '',
  language: null,
  note: '',
  tags: [],
  birthday: '',
  serviceDue: '',
  agreed: '',
  refusal: '',
  consentAt: null,
  key: '',
  country: null,
}

/** Without what the row leaves empty: a million rows are written and read again. The name is always there; `{}` says that a row was emptied. */
export function packFacts(facts: StagedFacts | { readonly name: string }): string {
  const kept: Record<string, unknown> = { name: facts.name }
  for (const [fact, value] of Object.entries(facts)) if (!isEmpty(value)) kept[fact] = value
  return JSON.stringify(kept)
}

const isEmpty = (value: unknown): boolean => value === '' || value === null || (Array.isArray(value) && value.length === 0)

/** As they were before they were packed. */
export const unpackFacts = (text: string): StagedFacts => ({ ...NOTHING, ...(JSON.parse(text) as Partial<StagedFacts>) })
