import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CatalogDeps } from './deps.ts'
import { draftCodes, listDrafts, type DraftRow } from './draft-queries.ts'
import { productRows } from './product-queries.ts'
import type { StoredProduct } from './stored-product.ts'

const DRAFTS_AT_ONCE = 100

/** A change that waits beside the product that it is about. */
export type Pair = { readonly draft: DraftRow; readonly product: StoredProduct | undefined }

/** Changes of some products or all, in the order in which they were made, with a turn for everybody else between the parts. */
export async function* draftsWithProducts(deps: CatalogDeps, retailerIds: readonly string[] | undefined): AsyncGenerator<readonly Pair[]> {
  const db = deps.vault.store.read
  const codes = draftCodes(db, retailerIds)
  for (let start = 0; start < codes.length; start += DRAFTS_AT_ONCE) {
    const part = codes.slice(start, start + DRAFTS_AT_ONCE)
    const drafts = new Map(listDrafts(db, part).map((draft) => [draft.retailerId, draft]))
    const products = new Map(productRows(db, part).map(({ product }) => [product.retailerId, product]))
    // One that was settled between two parts is no longer there.
    yield part.flatMap((code) => {
      const draft = drafts.get(code)
      return draft === undefined ? [] : [{ draft, product: products.get(code) }]
    })
    await nextTurn()
  }
}
