import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { compareReadings } from '../kernel/index.ts'
import type { CatalogApi, CatalogDeps } from './deps.ts'
import type { Pictures } from './pictures.ts'
import { pictureSides, removeProducts, storedFacts, writeProduct } from './product-queries.ts'
import { viewContext } from './read-again.ts'
import { readSets } from './read-sets.ts'
import { replaceSets } from './set-queries.ts'
import { keepWork, settleDrafts } from './settle.ts'
import { lastSync, namedCatalog, saveSync } from './settings.ts'
import { readProducts, type StoredProduct } from './stored-product.ts'

/** Rows in one transaction: short enough that nothing else waits for it noticeably. */
const ROWS_AT_ONCE = 200

/** The client and the catalog that it speaks for. */
export type Reach = { readonly api: CatalogApi; readonly catalogId: string }

/** Reads all products, name and sets of the catalog again. Sets that can't be read stay as they were. */
export async function syncCatalog(deps: CatalogDeps, pictures: Pictures): Promise<Result<CallOutput<'catalog.sync'>>> {
  const reach = await reachCatalog(deps)
  if (!reach.ok) return reach
  const { api, catalogId } = reach.value
  const readAt = deps.clock.now()
  const answer = await api.catalog.products(catalogId)
  if (!answer.ok) return answer
  const about = await api.catalog.read(catalogId)
  const sets = await readSets(api, catalogId)
  const totals = await writeReading(deps, answer.value, readAt)
  deps.vault.store.write((db) => {
    if (sets.ok) replaceSets(db, sets.value)
    else deps.logger.warn('catalog-sets-unread', { code: sets.error.code })
    const name = about.ok ? (about.value.name ?? null) : (lastSync(db)?.name ?? null)
    saveSync(db, { catalogId, name, at: readAt }, readAt)
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
  })
  await pictures.fetch(api)
  return ok({ catalogId, ...totals, syncedAt: readAt as TimestampMs })
}

type Totals = { readonly total: number; readonly added: number; readonly changed: number; readonly removed: number }

/** Writes what differs, in short transactions with a turn for everybody else between them; what is gone goes last. */
async function writeReading(deps: CatalogDeps, nodes: readonly ProductNode[], readAt: number): Promise<Totals> {
  const { store } = deps.vault
  const before = storedFacts(store.read)
  const sideOf = pictureSides(store.read)
  await nextTurn()
  const after = new Map<string, string>()
  let waiting: StoredProduct[] = []
  const flush = async () => {
    const rows = waiting
    waiting = []
    if (rows.length > 0) store.write((db) => rows.forEach((product) => writeProduct(db, product, { readAt, shorterSide: sideOf(product) })))
    await nextTurn()
  }
  for (const [index, product] of readProducts(nodes).entries()) {
    const facts = JSON.stringify(product)
    after.set(product.retailerId, facts)
    if (before.get(product.retailerId) !== facts) waiting.push(product)
    if (waiting.length >= ROWS_AT_ONCE || index % (5 * ROWS_AT_ONCE) === 0) await flush()
  }
  await flush()
  const gone = [...before.keys()].filter((retailerId) => !after.has(retailerId))
  store.write((db) => {
    const kept = new Set(keepWork(db, gone))
    const wholly = gone.filter((retailerId) => !kept.has(retailerId))
    removeProducts(db, wholly, readAt)
    settleDrafts(db, viewContext(deps))
  })
  return { total: after.size, ...compareReadings(before, after) }
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
