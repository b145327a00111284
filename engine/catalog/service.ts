import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { Handlers } from '../kernel/index.ts'
import type { ReadHandle } from '../store/index.ts'
import { countUses, type Uses } from './count-uses.ts'
import type { CatalogDeps } from './deps.ts'
import { listPage, viewProduct } from './list.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { publish } from './publish/publish.ts'
import { createQueue, type Queue } from './queue.ts'
import { viewContext } from './read-again.ts'
import { catalogHandlers } from './router.ts'
import { listSets } from './set-queries.ts'
import { dropSet, saveSet } from './sets.ts'
import { lastSync, namedCatalog } from './settings.ts'
import { linkCatalog } from './shop-window.ts'
import type { Product } from './stored-product.ts'
import { syncCatalog } from './sync.ts'

type Synced = Result<CallOutput<'catalog.sync'>>

/** The shop's products as last read from Meta, and the changes that wait for it. */
export type CatalogRoom = {
  readonly handlers: Handlers
  /** One product by the shop's own code; only those that Meta knows. */
  find(db: ReadHandle, retailerId: string): Product | undefined
  /** The catalog that messages with products name: the one chosen here or of the connection, else the one last read. */
  catalogId(db: ReadHandle): string | null
  /** Reads all products again, then the pictures that are missing; asked twice at a time, it reads once. */
  sync(): Promise<Synced>
  /** Counts from now on how often each product is sent and ordered; once, before the ledger begins. */
  countUses(uses: Uses): void
  /** Ends fetching pictures and waits for what is being written. */
  stop(): Promise<void>
}

/** Makes the room; it runs nothing by itself before the first reading. */
export function createCatalog(deps: CatalogDeps): CatalogRoom {
  const { store } = deps.vault
  const pictures = createPictures(deps)
  const queue = createQueue(deps.clock)
  const sync = singleSync(deps, pictures, queue)
  const currentId = (db: ReadHandle) => namedCatalog(db, deps.catalogId()) ?? lastSync(db)?.catalogId ?? null
  return {
    handlers: catalogHandlers(deps, {
      sync,
      publish: (retailerIds) => queue.run(() => publish(deps, pictures, retailerIds)),
      saveSet: (input) => queue.run(() => saveSet(deps, input)),
      removeSet: (setId) => queue.run(() => dropSet(deps, setId)),
      async link(catalogId) {
        const linked = await queue.run(() => linkCatalog(deps, catalogId))
        if (!linked.ok || catalogId === null) return linked
        const read = await sync()
        return read.ok ? ok({}) : read
      },
      list: (input) => ok(list(deps, currentId(store.read), input)),
    }),
    find(db, retailerId) {
      const product = viewProduct(db, retailerId, viewContext(deps))
      return product === undefined || product.productId === '' ? undefined : product
    },
    catalogId: currentId,
    sync,
    countUses,
    stop() {
      pictures.stop()
      return queue.end()
    },
  }
}

/** A reading that is going on serves everybody who asks meanwhile. */
function singleSync(deps: CatalogDeps, pictures: Pictures, queue: Queue): () => Promise<Synced> {
  let running: Promise<Synced> | null = null
  return () => {
    running ??= queue
      .run(() => syncCatalog(deps, pictures, queue.isEnded))
      .finally(() => {
        running = null
      })
    return running
  }
}

function list(deps: CatalogDeps, catalogId: string | null, input: ParsedInput<'catalog.list'>): CallOutput<'catalog.list'> {
  const db = deps.vault.store.read
  const last = lastSync(db)
  return {
    catalogId,
    catalogName: last?.name ?? null,
    ...listPage(db, input, viewContext(deps)),
    sets: listSets(db),
    syncedAt: (last?.at ?? null) as TimestampMs | null,
  }
}
