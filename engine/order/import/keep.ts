import { breathe } from '../../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { addOrder } from '../add.ts'
import type { NewLine, OrderDeps } from '../face.ts'
import type { NamedProduct, PastOrder } from './read-row.ts'

/** Few enough for one transaction to hold up nobody. */
const AT_ONCE = 100
/** The log is emptied a little at a time: once it is full, that alone would take hundreds of ms. */
const SLICES_A_LOG = 10
/** Where the orders of an import that is under way begin in the table; there only until its last one is kept. */
const UNDER_WAY = 'order-import'

const firstOf = (db: ReadHandle): number | null => {
  const row = db.get<{ value: string }>(sql`select value from vault_fact where name = ${UNDER_WAY}`)
  return row === undefined ? null : Number(row.value)
}

/** Keeps all orders, a few at a time, or none; how many. What somebody else noted meanwhile, or of whom nobody knows any more, is left out. */
export async function keepOrders(deps: OrderDeps, orders: readonly PastOrder[], signal: AbortSignal): Promise<number | null> {
  const { store } = deps.vault
  let added = 0
  let isKept = false
  const words = productWords(store.read)
  // In order of time, so that the newest are the latest in the table as well.
  const inOrder = orders.toSorted((one, other) => one.at - other.at)
  store.write((db) =>
    db.run(sql`
      insert into vault_fact (name, value) select ${UNDER_WAY}, cast(coalesce(max(seq), 0) as text) from customer_order where true
      on conflict (name) do nothing`),
  )
  try {
    for (let start = 0; start < inOrder.length; start += AT_ONCE) {
      if (signal.aborted) return null
      const isLast = start + AT_ONCE >= inOrder.length
      added += store.write((db) => keepSome(deps, db, { orders: inOrder.slice(start, start + AT_ONCE), words, isLast }))
      isKept = isLast
      if ((start / AT_ONCE) % SLICES_A_LOG === SLICES_A_LOG - 1) store.checkpoint()
      await breathe()
    }
    return added
  } finally {
    // Where even this fails (a full disk), the next start does it.
    if (!isKept) await takeBack(deps)
  }
}

type Some = { readonly orders: readonly PastOrder[]; readonly words: ProductWords; readonly isLast: boolean }

function keepSome(deps: OrderDeps, db: WriteHandle, { orders, words, isLast }: Some): number {
  const kept = orders.filter(({ phone, at, totalMicros, currency, number, products }) => {
    const customerSeq = deps.customer.findByNumber(db, phone)?.customerSeq
    if (customerSeq === undefined) return false
    const lines = products.map((product) => lineOf(words, product))
    return addOrder(deps, db, { customerSeq, at, totalMicros, currency, number, lines, source: 'import' }).ok
  }).length
  if (isLast) {
    db.run(sql`delete from vault_fact where name = ${UNDER_WAY}`)
    db.afterCommit(() => deps.announcer.announce('order.changed', { customerId: null }))
  }
  return kept
}

/** Takes back what an import left that did not come to its end, also one of an engine that died. */
export async function takeBack(deps: OrderDeps): Promise<void> {
  const { store } = deps.vault
  const first = firstOf(store.read)
  if (first === null) return
  for (let isMore = true; isMore;) {
    isMore = store.write((db) => {
      const { changes } = db.run(sql`
        delete from customer_order where seq in (
          select seq from customer_order where seq > ${first} and source = 'import' order by seq desc limit ${AT_ONCE})`)
      if (changes < AT_ONCE) db.run(sql`delete from vault_fact where name = ${UNDER_WAY}`)
      return changes === AT_ONCE
    })
    await breathe()
  }
  deps.announcer.announce('order.changed', { customerId: null })
}

type ProductWords = ReadonlyMap<string, { readonly retailerId: string; readonly name: string }>

/** Products by code and by name, so that a list may use either. */
function productWords(db: ReadHandle): ProductWords {
  const products = db.all<{ retailerId: string; name: string }>(sql`select retailer_id as retailerId, name from product`)
  return new Map([
    ...products.map((product) => [product.name.toLowerCase(), product] as const),
    ...products.map((product) => [product.retailerId.toLowerCase(), product] as const),
  ])
}

function lineOf(words: ProductWords, { word, quantity }: NamedProduct): NewLine {
  const product = words.get(word.toLowerCase())
  return { retailerId: product?.retailerId ?? '', name: product?.name ?? word, quantity, priceMicros: null }
}
