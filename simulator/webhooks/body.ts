import { createHmac } from 'node:crypto'
import type { WebhookEvent } from './events.ts'

/** Whose webhooks these are. */
export type WebhookOwner = { readonly wabaId: string; readonly metadata: object }

/**
 * Puts events into one body as Meta does: runs of statuses share a change, fields other than `messages` stand in an
 * entry of their own that carries a time.
 * @source reference part 8.2
 */
export function writeWebhookBody(owner: WebhookOwner, events: readonly WebhookEvent[], nowMs: number): Buffer {
  const entries: { id: string; time?: number; changes: object[] }[] = []
  const messageChanges: object[] = []
  let statusRun: { statuses: object[]; contacts: object[] } | null = null
  for (const event of events) {
    if (event.kind === 'status') {
      if (statusRun === null) {
        statusRun = { statuses: [], contacts: [] }
        messageChanges.push({ field: 'messages', value: statusValue(owner, statusRun) })
      }
      statusRun.statuses.push(event.status)
      if (event.contact !== null) statusRun.contacts.push(event.contact)
      continue
    }
    statusRun = null
    const change = { field: event.field, value: event.value }
    if (event.field === 'messages') messageChanges.push(change)
    else entries.push({ id: owner.wabaId, time: Math.floor(nowMs / 1000), changes: [change] })
  }
  if (messageChanges.length > 0) entries.unshift({ id: owner.wabaId, changes: messageChanges })
  return Buffer.from(escapeNonAscii(JSON.stringify({ object: 'whatsapp_business_account', entry: entries })), 'latin1')
}

function statusValue(owner: WebhookOwner, run: { statuses: object[]; contacts: object[] }): object {
  return {
    messaging_product: 'whatsapp',
    metadata: owner.metadata,
    // A getter, because the run still grows while the events are read; failed statuses alone leave contacts out.
    get contacts() {
      return run.contacts.length > 0 ? run.contacts : undefined
    },
    statuses: run.statuses,
  }
}

/** Writes every character above ASCII as \uXXXX, as Meta does, so that a signature over re-written JSON fails. */
export function escapeNonAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Value of X-Hub-Signature-256 for these raw bytes. @source reference part 8.1 */
export function signBody(appSecret: string, body: Uint8Array): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}
