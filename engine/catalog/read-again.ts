import { ok, type Result } from '#contract/kernel/result.ts'
import type { CatalogApi, CatalogDeps } from './deps.ts'
import type { ViewContext } from './draft-view.ts'
import { pictureSide, removeProducts, writeProduct } from './product-queries.ts'
import { keepWork, settleDrafts } from './settle.ts'
import { readProducts } from './stored-product.ts'

/** Codes in one rule; the rule stands in an address, which must not grow too long. */
const CODES_AT_ONCE = 50
const RULE_CHARACTERS = 4_000

/**
 * Reads products by the shop's own codes again and holds drafts against them.
 * @returns codes of drafts that have happened; errors are those of the client, what was read before them is kept
 */
export async function readAgain(
  deps: CatalogDeps,
  { api, catalogId }: { readonly api: CatalogApi; readonly catalogId: string },
  retailerIds: readonly string[],
): Promise<Result<string[]>> {
  const settled: string[] = []
  for (const codes of portions(retailerIds)) {
    const readAt = deps.clock.now()
    const answer = await api.catalog.products(catalogId, { filter: { retailer_id: { is_any: codes } } })
    if (!answer.ok) return answer
    const products = readProducts(answer.value).filter(({ retailerId }) => codes.includes(retailerId))
    const gone = codes.filter((code) => !products.some(({ retailerId }) => retailerId === code))
    deps.vault.store.write((db) => {
      for (const product of products) writeProduct(db, product, { readAt, shorterSide: pictureSide(db, product) })
      const kept = new Set(keepWork(db, gone))
      removeProducts(
        db,
        gone.filter((code) => !kept.has(code)),
        readAt,
      )
      settled.push(...settleDrafts(db, viewContext(deps), codes))
      db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
    })
  }
  return ok(settled)
}

function portions(retailerIds: readonly string[]): string[][] {
  const all: string[][] = []
  let characters = 0
  for (const retailerId of retailerIds) {
    characters += JSON.stringify(retailerId).length * 3
    const last = all.at(-1)
    if (last === undefined || last.length >= CODES_AT_ONCE || characters > RULE_CHARACTERS) {
      all.push([retailerId])
      characters = 0
    } else last.push(retailerId)
  }
  return all
}

/** What texts and times depend on in this shop, now. */
export const viewContext = ({ vault, clock }: Pick<CatalogDeps, 'vault' | 'clock'>): ViewContext => ({
  currency: vault.shop.currency,
  locale: vault.shop.locale,
  now: clock.now(),
})
