import type { ParsedInput, CallOutput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Clock, Handlers, Logger } from '../kernel/index.ts'
import type { ReadHandle, Store } from '../store/index.ts'
import { findCustomers } from './customers.ts'
import { findMessages, messagePage } from './messages.ts'
import { findCoupons, findOrders } from './numbers.ts'
import { refoldWhatIsOld } from './refold.ts'
import { ShortTexts } from './short-texts.ts'

export type SearchDeps = { readonly vault: { readonly store: Store }; readonly clock: Clock; readonly logger: Logger }

export type SearchRoom = {
  readonly handlers: Handlers
  /** Folds anew what an older version folded, a little at a time; call once the rooms run. */
  begin(): void
  stop(): Promise<void>
}

type Find = ParsedInput<'search.find'>
type Found = CallOutput<'search.find'>

/** Makes the room that looks through what all rooms keep. */
export function createSearch({ vault: { store }, clock, logger }: SearchDeps): SearchRoom {
  const shortTexts = new ShortTexts()
  const ending = new AbortController()
  let refolding: Promise<void> = Promise.resolve()
  return {
    handlers: {
      'search.find': (input: Find) => find(store.read, shortTexts, input),
      'search.messages': (input: ParsedInput<'search.messages'>) => messagePage(store.read, input),
    },
    begin() {
      refolding = refoldWhatIsOld(store, clock, ending.signal).catch((error: unknown) => logger.error('search.refold-failed', error))
    },
    async stop() {
      ending.abort()
      await refolding
    },
  }
}

function find(db: ReadHandle, shortTexts: ShortTexts, input: Find): Result<Found> {
  const { limit } = input
  const query = input.query.trim()
  const only = <T>(kind: Find['kinds'][number], look: () => T[]): T[] => (query !== '' && input.kinds.includes(kind) ? look() : [])
  return ok({
    customers: only('customers', () => findCustomers(db, query, limit)),
    messages: only('messages', () => findMessages(db, query, limit)),
    orders: only('orders', () => findOrders(db, query, limit)),
    coupons: only('coupons', () => findCoupons(db, query, limit)),
    products: only('products', () => shortTexts.products(db, query, limit)),
    templates: only('templates', () => shortTexts.templates(db, query, limit)),
    quickReplies: only('quickReplies', () => shortTexts.quickReplies(db, query, limit)),
    broadcasts: only('broadcasts', () => shortTexts.broadcasts(db, query, limit)),
  })
}
