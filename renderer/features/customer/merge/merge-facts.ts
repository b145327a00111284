import type { CallInput } from '../../../bridge/index.ts'
import type { CustomerCard } from '../types.ts'

export type MergeFact = NonNullable<CallInput<'customer.merge'>['fromOther']>[number]

export const mergeFacts: readonly MergeFact[] = ['name', 'addressAs', 'phone', 'language', 'note', 'dates', 'fields']

/** A fact of a record as one text, to tell whether two differ. */
export function factText(card: CustomerCard, fact: MergeFact): string {
  switch (fact) {
    case 'name':
    case 'addressAs':
    case 'note':
      return card[fact]
    case 'phone':
    case 'language':
      return card[fact] ?? ''
    case 'dates':
      return card.dates.map(({ date, year, month, day }) => `${date} ${year ?? '-'}-${month}-${day}`).join(', ')
    case 'fields':
      return card.fields.map(({ fieldId, value }) => `${fieldId} ${value}`).join(', ')
  }
}

/** What is taken from the second record before anybody chooses: only what the first one does not have. */
export const firstChoice = (one: CustomerCard, other: CustomerCard): ReadonlySet<MergeFact> =>
  new Set(mergeFacts.filter((fact) => factText(one, fact) === '' && factText(other, fact) !== ''))

/** Whether there is anything to choose. */
export const isChoice = (one: CustomerCard, other: CustomerCard, fact: MergeFact): boolean =>
  factText(one, fact) !== factText(other, fact) && factText(one, fact) !== '' && factText(other, fact) !== ''
