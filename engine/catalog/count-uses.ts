import type { Ledger } from '../ledger/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { noteOrdered, noteSent } from './product-queries.ts'

/** What a customer sent, as far as counting cares. */
type Heard = { readonly content: { readonly kind: string; readonly items?: unknown } }

/** Where messages leave and come in. */
export type Uses = {
  readonly ledger: Pick<Ledger, 'watch'>
  readonly inbox: { onInbound(listener: (db: WriteHandle, heard: Heard) => void): void }
}

/** Counts products in messages that Meta took, and in orders, inside the transactions that keep those. Once, before the ledger begins. */
export function countUses({ ledger, inbox }: Uses): void {
  for (const owner of ['reply', 'broadcast'] as const)
    ledger.watch(owner, (db, { state, sendId }) => {
      if (state === 'accepted') noteSent(db, codesSent(db, sendId))
    })
  inbox.onInbound((db, { content }) => {
    if (content.kind === 'order') noteOrdered(db, codesOrdered(content.items))
  })
}

/** The products that a message shows, in whichever kind of message they stand; the ledger keeps it as it was sent. */
function codesSent(db: ReadHandle, sendId: string): string[] {
  const body = db.get<{ body: string }>(sql`select body from send where send_id = ${sendId}`)?.body ?? ''
  return [...body.matchAll(/"product_retailer_id"\s*:\s*("(?:[^"\\]|\\.)*")/g)].map(([, code]) => JSON.parse(code ?? '""') as string)
}

const codesOrdered = (items: unknown): string[] =>
  Array.isArray(items)
    ? items.flatMap((item: { readonly retailerId?: unknown }) => (typeof item.retailerId === 'string' ? [item.retailerId] : []))
    : []
