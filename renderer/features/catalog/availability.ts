import type { MessageId } from '../../i18n/index.ts'
import type { Product } from './types.ts'

const words: Readonly<Record<Product['availability'], MessageId>> = {
  'in stock': 'catalog.availability.inStock',
  'out of stock': 'catalog.availability.outOfStock',
  preorder: 'catalog.availability.preorder',
  'available for order': 'catalog.availability.forOrder',
  discontinued: 'catalog.availability.gone',
  mark_as_sold: 'catalog.availability.sold',
  pending: 'catalog.availability.pending',
  unknown: 'catalog.availability.unknown',
}

/** The words for an availability. */
export const availabilityWords = (availability: Product['availability']): MessageId => words[availability]

/** Availabilities that a person may choose, the usual ones first. */
export const choosable = [
  'in stock',
  'out of stock',
  'preorder',
  'available for order',
  'discontinued',
  'mark_as_sold',
  'pending',
] as const satisfies readonly Product['availability'][]

/** Whether a customer could order it now. */
export const canBeBought = (availability: Product['availability']): boolean =>
  availability === 'in stock' || availability === 'available for order' || availability === 'preorder'
