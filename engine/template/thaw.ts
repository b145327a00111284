import type { Template } from './rules.ts'

/** A template as versions before carousels and offers froze it. */
type Frozen = Omit<Template, 'cards' | 'limitedTimeOffer' | 'variables'> &
  Partial<Pick<Template, 'cards' | 'limitedTimeOffer'>> & {
    readonly variables: readonly (Omit<Template['variables'][number], 'card'> & { readonly card?: number | null })[]
  }

/** Reads a template that this or an earlier version of Shopbell froze as JSON. */
export function thawTemplate(json: string): Template {
  const frozen = JSON.parse(json) as Frozen
  return {
    ...frozen,
    cards: frozen.cards ?? [],
    limitedTimeOffer: frozen.limitedTimeOffer ?? null,
    variables: frozen.variables.map((variable) => ({ ...variable, card: variable.card ?? null })),
  }
}
