import type { WriteHandle } from '../../store/index.ts'
import type { BroadcastDeps, Inbound } from '../deps.ts'
import { readPayload, type ButtonPayload } from '../message/rules.ts'
import { contentOf, findBroadcast, type BroadcastRow } from '../queries.ts'
import { noteAnswer, wasAnswered } from './queries.ts'

/**
 * Answers taps on buttons of broadcasts, in the transaction that stores the tap: the product list goes out at once and
 * once a person; a tap on the stop button ends offers. The tap itself has opened the reply window.
 */
export function answerTaps(deps: BroadcastDeps): void {
  deps.inbox.onInbound((db, inbound) => {
    const tap = inbound.payload === null ? null : readPayload(inbound.payload)
    const row = tap === null ? undefined : findBroadcast(db, tap.broadcastId)
    if (tap === null || row === undefined || row.approved === 0) return
    answer(deps, db, { tap, row, inbound })
  })
}

type Tap = { readonly tap: ButtonPayload; readonly row: BroadcastRow; readonly inbound: Inbound }

function answer(deps: BroadcastDeps, db: WriteHandle, { tap, row, inbound }: Tap): void {
  const { customerSeq, at, wamid } = inbound
  const noted = { broadcastId: tap.broadcastId, customerSeq, kind: tap.kind, at }
  if (tap.kind === 'stop') {
    // Each tap counts: the person may have agreed again in between.
    deps.customer.recordOffers(db, customerSeq, { decision: 'no', source: 'chat', detail: row.name, at, by: 'customer' })
    noteAnswer(db, noted)
    return
  }
  const retailerIds = contentOf(row).products.filter((code) => deps.catalog.find(db, code) !== undefined)
  if (retailerIds.length === 0 || wasAnswered(db, noted)) return
  const queued = deps.inbox.enqueue(
    db,
    customerSeq,
    { kind: 'products', retailerIds, text: '' },
    { sentBy: 'auto', holdMs: 0, quotesWamid: wamid },
  )
  // A tap that came to light too late for a free answer may be made again and is answered then.
  if (queued.ok) noteAnswer(db, noted)
  else deps.logger.warn('product-list-not-sent', { code: queued.error.code })
}
