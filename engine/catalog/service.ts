import type { CatalogNode, ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { compareReadings, type Announcer, type Clock, type Handlers, type Logger } from '../kernel/index.ts'
import type { OpenVault, ReadHandle } from '../store/index.ts'
import { fetchPictures, type FetchPicture } from './pictures.ts'
import { findProduct, lastSync, listProducts, replaceProducts, saveSync, storedFacts } from './queries.ts'
import { catalogHandlers } from './router.ts'
import { isBuyable, readProducts, type Product } from './rules.ts'

/** The part of Meta's interface that this room needs. */
export type CatalogApi = {
  readonly catalog: {
    products(catalogId: string): Promise<Result<readonly ProductNode[]>>
    linked(): Promise<Result<readonly CatalogNode[]>>
  }
  fetchImage: FetchPicture
}

export type CatalogDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly logger: Logger
  readonly announcer: Announcer
  /** The client of the current connection; null while there is none. */
  readonly api: () => CatalogApi | null
  /** The catalog that the connection names; null lets Meta's own link decide. */
  readonly catalogId: () => string | null
}

/** The shop's products as last read from Meta. */
export type CatalogRoom = {
  readonly handlers: Handlers
  /** One product by the shop's own code. */
  find(db: ReadHandle, retailerId: string): Product | undefined
  /** The catalog that messages with products name: the one of the connection, else the one last read. */
  catalogId(db: ReadHandle): string | null
  /** Reads all products again, then the pictures that are missing. */
  sync(): Promise<Result<CallOutput<'catalog.sync'>>>
}

/** All pictures of one answer together; beyond that, products come without. */
const LIST_PICTURE_BYTES = 8 * 1024 * 1024

/** Makes the room; it runs nothing by itself. */
export function createCatalog(deps: CatalogDeps): CatalogRoom {
  const { store } = deps.vault
  const currentId = (db: ReadHandle) => deps.catalogId() ?? lastSync(db)?.catalogId ?? null
  const sync = () => syncCatalog(deps)
  return {
    handlers: catalogHandlers({
      sync,
      list(input) {
        const products = filterProducts(listProducts(store.read, LIST_PICTURE_BYTES), input)
        return ok({ catalogId: currentId(store.read), products, syncedAt: (lastSync(store.read)?.at ?? null) as TimestampMs | null })
      },
    }),
    find: findProduct,
    catalogId: currentId,
    sync,
  }
}

function filterProducts(products: readonly Product[], input: ParsedInput<'catalog.list'>): Product[] {
  const search = input.search.trim().toLowerCase()
  return products.filter(
    (product) =>
      (!input.inStockOnly || isBuyable(product.availability)) && `${product.name} ${product.retailerId}`.toLowerCase().includes(search),
  )
}

async function syncCatalog(deps: CatalogDeps): Promise<Result<CallOutput<'catalog.sync'>>> {
  const { vault, clock, announcer } = deps
  const api = deps.api()
  if (api === null) return fail('connection-missing')
  const catalogId = await linkedCatalog(deps, api)
  if (!catalogId.ok) return catalogId
  const answer = await api.catalog.products(catalogId.value)
  if (!answer.ok) return answer
  const at = clock.now()
  const totals = vault.store.write((db) => {
    const before = storedFacts(db)
    replaceProducts(db, readProducts(answer.value), at)
    saveSync(db, catalogId.value, at)
    const after = storedFacts(db)
    db.afterCommit(() => announcer.announce('catalog.changed', {}))
    return { total: after.size, ...compareReadings(before, after) }
  })
  const pictures = await fetchPictures({ store: vault.store, clock, logger: deps.logger }, (url) => api.fetchImage(url))
  if (pictures > 0) announcer.announce('catalog.changed', {})
  return ok({ catalogId: catalogId.value, ...totals, syncedAt: at as TimestampMs })
}

async function linkedCatalog(deps: CatalogDeps, api: CatalogApi): Promise<Result<string>> {
  const named = deps.catalogId()
  if (named !== null) return ok(named)
  const linked = await api.catalog.linked()
  if (!linked.ok) return linked
  const [first] = linked.value
  return first === undefined ? fail('catalog-missing') : ok(first.id)
}
