import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import type { SendChange } from '../../ledger/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import { bubbleOf, renderSent, type Template } from '../../template/index.ts'
import { markCodeSent, releaseCode } from '../coupon/queries.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast, frozenTemplate } from '../queries.ts'
import { sentBody } from './queries.ts'

/** The customer switched promotions off in WhatsApp. @source error-codes.json */
const STOPPED_BY_CUSTOMER = 131050
/** The number can't get WhatsApp messages. */
const NOT_ON_WHATSAPP = 131026

const WITH_META: readonly SendChange['state'][] = ['accepted', 'sent', 'delivered', 'read', 'failed']
const NEVER_LEFT: readonly SendChange['state'][] = ['skipped', 'rejected']

/**
 * Follows what becomes of each message, inside the transaction that stores it: the bubble in the chat, the coupon code,
 * what Meta teaches about the person, and refusals that hold for good.
 */
export function watchSends(deps: BroadcastDeps): void {
  const templateOf = createTemplates()
  deps.ledger.watch('broadcast', (db, change) => {
    if (WITH_META.includes(change.state)) recordSent(deps, db, { change, templateOf })
    if (NEVER_LEFT.includes(change.state)) releaseCode(db, change.sendId)
    if (change.customerSeq !== null && change.metaCode !== null)
      learnRefusal(deps, db, { ...change, customerSeq: change.customerSeq, metaCode: change.metaCode })
  })
}

type Sent = { readonly change: SendChange; readonly templateOf: (db: WriteHandle, broadcastId: string) => Template | null }

/** Once per message: later states find the bubble there. A message can come to light only by its delivery, after its answer was lost. */
function recordSent(deps: BroadcastDeps, db: WriteHandle, { change, templateOf }: Sent): void {
  markCodeSent(db, change.sendId)
  const { customerSeq } = change
  if (customerSeq === null) return
  if (change.waId !== null || change.userId !== null)
    deps.customer.learnIdentity(db, customerSeq, { waId: change.waId, userId: change.userId })
  const sent = sentBody(db, change.sendId)
  const template = templateOf(db, change.runId)
  if (sent === undefined || sent.isRecorded !== 0 || template === null) return
  const { sendId, wamid, at, runId } = change
  deps.customer.noteOutbound(db, customerSeq, { at, offer: true })
  deps.inbox.recordOutbound(db, {
    customerSeq,
    sendId,
    wamid,
    // The body was built and checked by the template room when it was sealed; the ledger keeps it byte for byte.
    content: bubbleOf(
      template,
      renderSent(template, JSON.parse(sent.body) as SendTemplateRequest),
      (code) => deps.catalog.find(db, code)?.name,
    ),
    at,
    sentBy: null,
    broadcastId: runId,
  })
}

function learnRefusal(
  deps: BroadcastDeps,
  db: WriteHandle,
  change: SendChange & { readonly customerSeq: number; readonly metaCode: number },
): void {
  if (change.state !== 'failed' && change.state !== 'rejected') return
  if (change.metaCode === NOT_ON_WHATSAPP) deps.customer.markUnusable(db, change.customerSeq, change.at)
  if (change.metaCode === STOPPED_BY_CUSTOMER) {
    deps.customer.recordOffers(db, change.customerSeq, {
      decision: 'stopped',
      source: 'whatsapp-preference',
      detail: '',
      at: change.at,
      by: 'customer',
    })
  }
}

/** Templates as approved, parsed once for each broadcast. */
function createTemplates(): Sent['templateOf'] {
  const known = new Map<string, Template | null>()
  return (db, broadcastId) => {
    if (!known.has(broadcastId)) {
      const row = findBroadcast(db, broadcastId)
      known.set(broadcastId, row === undefined ? null : frozenTemplate(row))
    }
    return known.get(broadcastId) ?? null
  }
}
