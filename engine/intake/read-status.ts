import type { MessagesValue, WebhookContact } from '#contract/cloud-api/webhook-people.ts'
import type { KnownMessageStatus, Pricing } from '#contract/cloud-api/webhook-status.ts'
import type { Fact, KnownEvent, Person, StatusEvent } from './facts.ts'
import { person, stampMs, type Reading } from './read-values.ts'

/** What became of our messages, and who their receivers are as far as Meta says so. @source reference part 8.4 */
export function readStatuses(value: MessagesValue, reading: Reading): Fact[] {
  const statuses = (value.statuses ?? []).map((status): Fact =>
    status.status === 'other' ? { kind: 'unknown', what: 'status' } : readStatus(status, reading),
  )
  return statuses.length === 0 ? [] : [...statuses, ...receivers(value, statuses, reading)]
}

/** People of whom an event tells both number and id, each once. */
function receivers(value: MessagesValue, statuses: readonly Fact[], { receivedAt }: Reading): Fact[] {
  const known = new Map<string, KnownEvent>()
  const learn = ({ phone, userId, parentUserId }: Person, username: string | null) => {
    const key = `${phone} ${userId} ${parentUserId}`
    const isTold = phone !== null && (userId !== null || parentUserId !== null)
    if (isTold && !known.has(key)) known.set(key, { phone, userId, parentUserId, username, at: receivedAt })
  }
  // With messages, whoever wrote is learned from the message itself.
  if (value.messages === undefined) for (const contact of value.contacts ?? []) learn(personOf(contact), contact.profile?.username ?? null)
  for (const fact of statuses) if (fact.kind === 'status') learn(fact.event, null)
  return [...known.values()].map((event) => ({ kind: 'known', event }))
}

const personOf = (contact: WebhookContact): Person =>
  person({ phone: contact.wa_id, userId: contact.user_id, parentUserId: contact.parent_user_id })

function readStatus(status: KnownMessageStatus, reading: Reading): Fact {
  // One item for each participant of a group; Shopbell sends to none.
  if (status.recipient_type === 'group') return { kind: 'noted', what: 'group-status' }
  if (status.status === 'deleted' || status.status === 'warning') return { kind: 'noted', what: `status-${status.status}` }
  return {
    kind: 'status',
    event: {
      ...receiverOf(status),
      wamid: status.id,
      status: status.status,
      at: stampMs(status.timestamp, reading.receivedAt),
      metaCode: status.errors?.[0]?.code ?? null,
      opaque: status.biz_opaque_callback_data ?? null,
      pricing: priceOf(status.pricing),
    },
  }
}

const receiverOf = (status: KnownMessageStatus): Person =>
  person({
    phone: status.recipient_id,
    userId: status.recipient_user_id,
    parentUserId: status.parent_recipient_user_id ?? status.parent_user_id,
  })

/** Older versions say only whether it is billed, newer ones only how. */
function priceOf(pricing: Pricing | undefined): StatusEvent['pricing'] {
  if (pricing?.category === undefined) return null
  return { category: pricing.category, type: pricing.type ?? (pricing.billable === false ? 'free_customer_service' : 'regular') }
}
