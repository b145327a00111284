import type { ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { CatalogApi, CatalogDeps } from './deps.ts'
import { draftCodes } from './draft-queries.ts'
import type { Pictures } from './pictures.ts'
import { knownCodes, pictureSide, removeProducts, storedFacts, writeProduct } from './product-queries.ts'
import { viewContext } from './read-again.ts'
import { readSets } from './read-sets.ts'
import { replaceSets } from './set-queries.ts'
import { keepWork, settleDrafts } from './settle.ts'
import { lastSync, namedCatalog, saveSync } from './settings.ts'
import { copyOf, readProducts } from './stored-product.ts'
import { writeInParts } from './write-in-parts.ts'

/** The client and the catalog that it speaks for. */
export type Reach = { readonly api: CatalogApi; readonly catalogId: string }

/** Reads all products, name and sets of the catalog again. Sets that can't be read stay as they were. Errors also: call-cancelled, when the room ended meanwhile. */
export async function syncCatalog(
  deps: CatalogDeps,
  pictures: Pictures,
  isEnded: () => boolean,
): Promise<Result<CallOutput<'catalog.sync'>>> {
  const reach = await reachCatalog(deps)
  if (!reach.ok) return reach
  const { api, catalogId } = reach.value
  const readAt = deps.clock.now()
  const answer = await api.catalog.products(catalogId)
  if (!answer.ok) return answer
  const about = await api.catalog.read(catalogId)
  const sets = await readSets(api, catalogId)
  if (isEnded()) return fail('call-cancelled')
  const totals = await writeReading(deps, answer.value, readAt)
  deps.vault.store.write((db) => {
    if (sets.ok) replaceSets(db, sets.value)
    else deps.logger.warn('catalog-sets-unread', { code: sets.error.code })
    const name = about.ok ? (about.value.name ?? null) : (lastSync(db)?.name ?? null)
    saveSync(db, { catalogId, name, at: readAt }, readAt)
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
  })
  await pictures.fetch(api, copiesIn(answer.value))
  return ok({ catalogId, ...totals, syncedAt: readAt as TimestampMs })
}

const copiesIn = (nodes: readonly ProductNode[]): ReadonlyMap<string, string> =>
  new Map(
    nodes.flatMap((node): [string, string][] => {
      const copy = copyOf(node)
      return copy === null ? [] : [[node.retailer_id, copy]]
    }),
  )

type Totals = { readonly total: number; readonly added: number; readonly changed: number; readonly removed: number }

/** Writes what differs, in short transactions with a turn for everybody else between them; what is gone goes last. */
async function writeReading(deps: CatalogDeps, nodes: readonly ProductNode[], readAt: number): Promise<Totals> {
  const { store } = deps.vault
  const before = knownCodes(store.read)
  const seen = new Set<string>()
  const counts = { added: 0, changed: 0 }
  await writeInParts(store, nodes, (db, part) => {
    const products = readProducts(part)
    const facts = storedFacts(
      db,
      products.map(({ retailerId }) => retailerId),
    )
    for (const product of products.filter((one) => facts.get(one.retailerId) !== JSON.stringify(one))) {
      writeProduct(db, product, { readAt, shorterSide: pictureSide(db, product) })
      // Meta may tell one twice.
      if (!seen.has(product.retailerId)) counts[facts.has(product.retailerId) ? 'changed' : 'added'] += 1
    }
    for (const { retailerId } of products) seen.add(retailerId)
  })
  const gone = before.filter((retailerId) => !seen.has(retailerId))
  await writeInParts(store, gone, (db, part) => {
    const kept = new Set(keepWork(db, part))
    const wholly = part.filter((retailerId) => !kept.has(retailerId))
    removeProducts(db, wholly, readAt)
  })
  await writeInParts(store, draftCodes(store.read), (db, part) => settleDrafts(db, viewContext(deps), part))
  return { total: seen.size, ...counts, removed: gone.length }
}

/** The client of the moment and the catalog that counts. Errors: connection-missing, catalog-missing, those of the client. */
export async function reachCatalog(deps: CatalogDeps): Promise<Result<Reach>> {
  const api = deps.api()
  if (api === null) return fail('connection-missing')
  const named = namedCatalog(deps.vault.store.read, deps.catalogId())
  if (named !== null) return ok({ api, catalogId: named })
  const linked = await api.catalog.linked()
  if (!linked.ok) return linked
  const [first] = linked.value
  return first === undefined ? fail('catalog-missing') : ok({ api, catalogId: first.id })
}
