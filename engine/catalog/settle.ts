import { sql, type WriteHandle } from '../store/index.ts'
import { listDrafts, removeDrafts, saveDraft, type DraftRow } from './draft-queries.ts'
import { currentFields, wishedFields, type ViewContext } from './draft-view.ts'
import { changedNames, type Fields } from './fields.ts'
import { productRow } from './product-queries.ts'

/**
 * Holds drafts against what was read from Meta just now: what has happened there is forgotten, a product that a cut-off
 * request did make is only changed from now on, and a change of a product that is gone becomes a new product, so that the work
 * is kept.
 * @returns the codes of those that have happened
 */
export function settleDrafts(db: WriteHandle, view: ViewContext, retailerIds: readonly string[]): string[] {
  return listDrafts(db, retailerIds).flatMap((draft) => (settleDraft(db, draft, view) ? [draft.retailerId] : []))
}

/** True when the draft has happened. */
function settleDraft(db: WriteHandle, draft: DraftRow, view: ViewContext): boolean {
  const current = currentFields(productRow(db, draft.retailerId)?.product, view)
  if (draft.kind === 'removed') return current === null && forget(db, draft.retailerId)
  const fields = wishedFields(draft, current)
  if (fields === null) return false
  if (current !== null) return settleKnown(db, draft, { current, fields })
  if (draft.kind === 'changed') saveDraft(db, { ...draft, kind: 'new', base: null, fields })
  return false
}

function settleKnown(
  db: WriteHandle,
  draft: DraftRow,
  { current, fields }: { readonly current: Fields; readonly fields: Fields },
): boolean {
  // Made by somebody else: that is for the owner to see.
  if (draft.kind === 'new' && draft.state === 'waiting') return false
  if (changedNames(current, fields).length === 0) return forget(db, draft.retailerId)
  if (draft.kind === 'new') saveDraft(db, { ...draft, kind: 'changed', base: current, fields })
  return false
}

function forget(db: WriteHandle, retailerId: string): boolean {
  removeDrafts(db, [retailerId])
  return true
}

/** Products that Meta no longer has but on which work waits here: they stay as new ones. */
export function keepWork(db: WriteHandle, retailerIds: readonly string[]): string[] {
  const kept = listDrafts(db, retailerIds).filter(({ kind }) => kind !== 'removed')
  for (const { retailerId } of kept)
    db.run(sql`
      update product set product_id = '', blocks = 0, has_problem = 0, problems = '[]', facts = json_set(facts, '$.productId', '')
      where retailer_id = ${retailerId}`)
  return kept.map(({ retailerId }) => retailerId)
}
