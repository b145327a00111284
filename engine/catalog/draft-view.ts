import type { CallOutput } from '#contract/ipc/index.ts'
import type { DraftRow } from './draft-queries.ts'
import { changedNames, fieldsOf, overlay, showField, troublesOf, type Fields } from './fields.ts'
import type { Product, StoredProduct } from './stored-product.ts'

type Change = CallOutput<'catalog.review'>['changes'][number]

/** What texts and times depend on. */
export type ViewContext = { readonly currency: string; readonly locale: string; readonly now: number }

/** What Meta has of a product now; null for one that it does not know. */
export const currentFields = (product: StoredProduct | undefined, { currency, now }: ViewContext): Fields | null =>
  product === undefined || product.productId === '' ? null : fieldsOf(product, currency, now)

/** The fields as they would be after publishing; null for a removal. */
export function wishedFields(draft: DraftRow, current: Fields | null): Fields | null {
  if (draft.kind === 'removed' || draft.fields === null) return null
  return draft.kind === 'new' ? draft.fields : overlay(current, draft.base, draft.fields)
}

/** A draft as it is shown, with what Meta would refuse. */
export function viewDraft(
  draft: DraftRow,
  product: StoredProduct | undefined,
  view: ViewContext,
): Omit<NonNullable<Product['draft']>, 'changedAt'> {
  const { kind } = draft
  const current = currentFields(product, view)
  const fields = wishedFields(draft, current)
  // A product that may have been made by a request that was cut off is no stranger with the same code.
  const taken = kind === 'new' && draft.state === 'sending' ? null : current
  return { kind, fields, troubles: kind === 'removed' || fields === null ? [] : troublesOf({ kind, fields, current: taken }) }
}

/** What publishing a draft would change, as texts. */
export function viewChange(draft: DraftRow, product: StoredProduct | undefined, view: ViewContext): Change {
  const current = currentFields(product, view)
  const { kind, fields, troubles } = viewDraft(draft, product, view)
  const before = kind === 'new' ? null : current
  const names = fields === null ? [] : changedNames(before, fields)
  return {
    retailerId: draft.retailerId,
    name: fields?.name ?? product?.name ?? draft.retailerId,
    kind,
    fields: names.map((field) => ({
      field,
      before: before === null ? '' : showField(field, before, view.locale),
      after: fields === null ? '' : showField(field, fields, view.locale),
    })),
    troubles,
  }
}
