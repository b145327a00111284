import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { WriteHandle } from '../store/index.ts'
import type { CatalogDeps } from './deps.ts'
import { draftCodes, findDraft, removeDrafts, saveDraft } from './draft-queries.ts'
import { currentFields, viewChange, viewDraft } from './draft-view.ts'
import { draftsWithProducts } from './drafts-in-parts.ts'
import { changedNames, type Fields } from './fields.ts'
import { viewProduct } from './list.ts'
import { showPrice } from './price.ts'
import { productRow, productRows, writeProduct } from './product-queries.ts'
import { viewContext } from './read-again.ts'
import { setsOf } from './set-queries.ts'
import type { Product, StoredProduct } from './stored-product.ts'
import { writeInParts } from './write-in-parts.ts'

type Done = Result<Record<string, never>>

/** Changes shown in one review; the counts hold for all. */
const CHANGES_SHOWN = 1_000

/** Use cases of changes that wait; nothing here asks Meta. */
export const draftUseCases = (deps: CatalogDeps) => ({
  product: (retailerId: string) => showProduct(deps, retailerId),
  saveDraft: (input: ParsedInput<'catalog.saveDraft'>) => keepDraft(deps, input),
  markRemoved: (retailerIds: readonly string[]) => markRemoved(deps, retailerIds),
  discardDrafts: (retailerIds: readonly string[] | undefined) => discardDrafts(deps, retailerIds),
  review: () => review(deps),
})

/** One product with its fields as they would be. Error: product-missing. */
function showProduct(deps: CatalogDeps, retailerId: string): Result<CallOutput<'catalog.product'>> {
  const db = deps.vault.store.read
  const view = viewContext(deps)
  const product = viewProduct(db, retailerId, view)
  const stored = productRow(db, retailerId)?.product
  if (product === undefined || stored === undefined) return fail('product-missing', { retailerId })
  const fields = product.draft?.fields ?? currentFields(stored, view)
  return fields === null ? fail('product-missing', { retailerId }) : ok({ product, fields, setIds: setsOf(db, retailerId) })
}

function keepDraft(deps: CatalogDeps, { retailerId, fields, isNew }: ParsedInput<'catalog.saveDraft'>): Result<Product> {
  return deps.vault.store.write((db) => {
    const kept = keepFields(deps, db, { retailerId, fields, isNew })
    if (!kept) return fail('product-missing', { retailerId })
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
    const product = viewProduct(db, retailerId, viewContext(deps))
    return product === undefined ? fail('product-missing', { retailerId }) : ok(product)
  })
}

/**
 * Keeps fields as a new product or as a change, in the caller's transaction. Fields that are as Meta has them leave no draft.
 * @returns false for a change of a product that is neither at Meta nor waiting here
 */
export function keepFields(
  deps: CatalogDeps,
  db: WriteHandle,
  { retailerId, fields, isNew }: { readonly retailerId: string; readonly fields: Fields; readonly isNew: boolean },
): boolean {
  const view = viewContext(deps)
  const before = findDraft(db, retailerId)
  const current = currentFields(productRow(db, retailerId)?.product, view)
  const changedAt = view.now
  if (before?.kind === 'new' || isNew || current === null) {
    if (!isNew && before === undefined) return false
    saveDraft(db, { retailerId, kind: 'new', changedAt, base: null, fields })
    if (current === null) writeProduct(db, newProduct(retailerId, fields, view.locale), { readAt: changedAt, shorterSide: null })
    return true
  }
  if (changedNames(current, fields).length === 0) removeDrafts(db, [retailerId])
  else saveDraft(db, { retailerId, kind: 'changed', changedAt, base: current, fields })
  return true
}

/** A product that waits here, in the shape of one that was read; Meta's review has nothing to say yet. */
const newProduct = (retailerId: string, fields: Fields, locale: string): StoredProduct => ({
  retailerId,
  productId: '',
  name: fields.name,
  description: fields.description,
  price: showPrice(fields.priceMinor, fields.currency, locale),
  salePrice: fields.salePriceMinor === null ? null : showPrice(fields.salePriceMinor, fields.currency, locale),
  saleEndsAt: null,
  currency: fields.currency,
  availability: fields.availability,
  inventory: fields.inventory,
  imageUrl: fields.imageUrl === '' ? null : fields.imageUrl,
  url: fields.url,
  brand: fields.brand,
  condition: fields.condition,
  isPublished: true,
  reviewStatus: null,
  refusedFor: [],
  imageStatus: null,
  errors: [],
})

/** Marks products for removal; those that only wait here are forgotten at once. Error: product-missing, before anything is marked. */
function markRemoved(deps: CatalogDeps, retailerIds: readonly string[]): Done {
  return deps.vault.store.write((db) => {
    const known = new Map(productRows(db, retailerIds).map(({ product }) => [product.retailerId, product]))
    const missing = retailerIds.find((retailerId) => !known.has(retailerId))
    if (missing !== undefined) return fail('product-missing', { retailerId: missing })
    for (const { retailerId, productId } of known.values()) {
      if (productId === '' && findDraft(db, retailerId)?.state !== 'sending') removeDrafts(db, [retailerId])
      else saveDraft(db, { retailerId, kind: 'removed', changedAt: deps.clock.now(), base: null, fields: null })
    }
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
    return ok({})
  })
}

async function discardDrafts(deps: CatalogDeps, retailerIds: readonly string[] | undefined): Promise<Done> {
  const { store } = deps.vault
  await writeInParts(store, draftCodes(store.read, retailerIds), removeDrafts)
  deps.announcer.announce('catalog.changed', {})
  return ok({})
}

async function review(deps: CatalogDeps): Promise<Result<CallOutput<'catalog.review'>>> {
  const view = viewContext(deps)
  const changes: CallOutput<'catalog.review'>['changes'] = []
  const counts = { fit: 0, unfit: 0 }
  for await (const pairs of draftsWithProducts(deps, undefined)) {
    for (const { draft, product } of pairs) {
      if (changes.length < CHANGES_SHOWN) changes.push(viewChange(draft, product, view))
      counts[viewDraft(draft, product, view).troubles.length === 0 ? 'fit' : 'unfit'] += 1
    }
  }
  return ok({ changes, ...counts })
}
