import type { CallOutput } from '../../bridge/index.ts'

export type Product = CallOutput<'catalog.list'>['products'][number]
export type ProductSet = CallOutput<'catalog.list'>['sets'][number]
export type Fields = CallOutput<'catalog.product'>['fields']
export type Draft = NonNullable<Product['draft']>
export type Trouble = Draft['troubles'][number]
export type Change = CallOutput<'catalog.review'>['changes'][number]
export type Published = CallOutput<'catalog.publish'>
export type Imported = CallOutput<'catalog.importFile'>

/** Which dialog stands above the catalog. */
export type OpenDialog =
  | { readonly kind: 'product'; readonly retailerId: string | null }
  | { readonly kind: 'review' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'set'; readonly set: ProductSet | null }
  | { readonly kind: 'remove-set'; readonly set: ProductSet }
  | { readonly kind: 'link' }
  | { readonly kind: 'imported'; readonly fileName: string; readonly imported: Imported }
  | { readonly kind: 'photos'; readonly files: readonly File[] }
