import { createHmac } from 'node:crypto'
import type { WebhookEvent } from './events.ts'

/** Largest body that Meta posts. @source reference part 8.1, size */
export const BODY_MAX_BYTES = 3 * 1_024 * 1_024

/** Whose webhooks these are. */
export type WebhookOwner = { readonly wabaId: string; readonly metadata: object }

/**
 * Puts events into one body as Meta does: runs of statuses share a change, fields other than `messages` stand in an
 * entry of their own that carries a time. The order of the events is kept.
 * @source reference part 8.2
 */
export function writeWebhookBody(owner: WebhookOwner, events: readonly WebhookEvent[], nowMs: number): Buffer {
  const entries: Entry[] = []
  for (const event of events) {
    if (event.kind === 'status') addStatus(owner, openMessagesEntry(owner, entries), event)
    else if (event.field === 'messages') openMessagesEntry(owner, entries).changes.push({ field: event.field, value: event.value })
    else entries.push({ id: owner.wabaId, time: Math.floor(nowMs / 1000), changes: [{ field: event.field, value: event.value }] })
  }
  return Buffer.from(escapeNonAscii(JSON.stringify({ object: 'whatsapp_business_account', entry: entries })), 'latin1')
}

type Change = { readonly field: string; readonly value: object }
type Entry = { readonly id: string; readonly time?: number; readonly changes: Change[] }

/** The last entry if it carries messages, otherwise a new one. */
function openMessagesEntry(owner: WebhookOwner, entries: Entry[]): Entry {
  const last = entries.at(-1)
  if (last !== undefined && last.time === undefined) return last
  const entry: Entry = { id: owner.wabaId, changes: [] }
  entries.push(entry)
  return entry
}

type StatusRun = { messaging_product: 'whatsapp'; metadata: object; contacts?: object[]; statuses: object[] }

function addStatus(owner: WebhookOwner, entry: Entry, event: WebhookEvent & { readonly kind: 'status' }): void {
  const last = entry.changes.at(-1)?.value
  const run: StatusRun = isStatusRun(last) ? last : { messaging_product: 'whatsapp', metadata: owner.metadata, statuses: [] }
  if (run !== last) entry.changes.push({ field: 'messages', value: run })
  run.statuses.push(event.status)
  // Failed statuses alone leave the list of contacts out.
  if (event.contact !== null) run.contacts = [...(run.contacts ?? []), event.contact]
}

function isStatusRun(value: object | undefined): value is StatusRun {
  return value !== undefined && 'statuses' in value
}

/** Writes every character above ASCII as \uXXXX, as Meta does, so that a signature over re-written JSON fails. */
export function escapeNonAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Value of X-Hub-Signature-256 for these raw bytes. @source reference part 8.1 */
export function signBody(appSecret: string, body: Uint8Array): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}
