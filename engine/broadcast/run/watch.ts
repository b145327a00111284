import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { SendChange } from '../../ledger/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { Template } from '../../template/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { bubbleOfBody } from '../message/bubble.ts'
import { findBroadcast, frozenVersion } from '../queries.ts'
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
    if (NEVER_LEFT.includes(change.state)) deps.coupon.released(db, change.sendId)
    if (change.state === 'planned') deps.coupon.takeAgain(db, [change.sendId])
    if (change.customerSeq !== null && change.metaCode !== null)
      learnRefusal(deps, db, { ...change, customerSeq: change.customerSeq, metaCode: change.metaCode })
  })
}

type Sent = {
  readonly change: SendChange
  readonly templateOf: (db: WriteHandle, broadcastId: string, language: string) => Template | null
}

/** Once per message: later states find the bubble there. A message can come to light only by its delivery, after its answer was lost. */
function recordSent(deps: BroadcastDeps, db: WriteHandle, { change, templateOf }: Sent): void {
  deps.coupon.issued(db, change.sendId)
  const { customerSeq } = change
  if (customerSeq === null) return
  if (change.waId !== null || change.userId !== null)
    deps.customer.learnIdentity(db, customerSeq, { waId: change.waId, userId: change.userId })
  const sent = sentBody(db, change.sendId)
  if (sent === undefined || sent.isRecorded !== 0) return
  const { sendId, wamid, at, runId } = change
  // The body was built and checked when it was sealed; the ledger keeps it byte for byte.
  const body = JSON.parse(sent.body) as SendMessageRequest
  const template = body.type === 'template' ? templateOf(db, runId, body.template.language.code) : null
  const content = bubbleOfBody(body, template, (code) => deps.catalog.find(db, code)?.name)
  if (content === null) return
  deps.customer.noteOutbound(db, customerSeq, { at, offer: true })
  deps.inbox.recordOutbound(db, {
    customerSeq,
    sendId,
    wamid,
    content,
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

/** Templates as approved, parsed once for each broadcast and language. */
function createTemplates(): Sent['templateOf'] {
  const known = new Map<string, Template | null>()
  return (db, broadcastId, language) => {
    const key = `${broadcastId} ${language}`
    if (!known.has(key)) {
      const row = findBroadcast(db, broadcastId)
      known.set(key, row === undefined ? null : frozenVersion(db, row, language))
    }
    return known.get(key) ?? null
  }
}
