import { businessScopedUserIdSchema } from '#contract/cloud-api/requests.ts'
import type { KnownInboundMessage } from '#contract/cloud-api/webhook-message.ts'
import type { KnownMessageStatus, MessageStatus } from '#contract/cloud-api/webhook-status.ts'
import type { MessagesValue, UserPreference, WebhookContact } from '#contract/cloud-api/webhook-people.ts'
import { webhookEnvelopeSchema, type WebhookChange } from '#contract/cloud-api/webhooks.ts'
import type { Fact, InboundEvent, Person, StatusEvent } from './facts.ts'

/** What the reader must know beside the event itself. */
export type Reading = {
  /** Messages to other numbers of the account are nobody's business here: neither shown nor kept. */
  readonly phoneNumberId: string | null
  /** Stands in where Meta's stamp is missing or senseless, ms. */
  readonly receivedAt: number
}

/**
 * Turns one event into facts, in the order in which Meta wrote them. Whatever is not understood becomes an `unknown`
 * fact. Null when the value is no event at all.
 * @source reference part 8.2 to 8.5
 */
export function readEvent(value: unknown, reading: Reading): Fact[] | null {
  const envelope = webhookEnvelopeSchema.safeParse(value)
  if (!envelope.success) return null
  return envelope.data.entry.flatMap((entry) => entry.changes.flatMap((change) => readChange(change, reading)))
}

function readChange(change: WebhookChange, reading: Reading): Fact[] {
  switch (change.field) {
    case 'messages':
      return readMessages(change.value, reading)
    case 'user_preferences':
      return change.value.user_preferences.map((preference) => readPreference(preference, reading))
    case 'message_template_status_update':
      return [{ kind: 'template', event: { kind: 'status', value: change.value } }]
    case 'template_category_update':
      return [{ kind: 'template', event: { kind: 'category', value: change.value } }]
    case 'account_update':
      return [{ kind: 'account', event: { field: 'account_update', event: change.value.event } }]
    case 'other':
      return [readOtherChange(change.raw)]
    default:
      return [readOtherChange(change)]
  }
}

/** Fields that only say that the facts of number or account should be read again. */
const REFRESHING = [
  'phone_number_quality_update',
  'business_capability_update',
  'phone_number_name_update',
  'account_review_update',
  'message_template_quality_update',
]

function readOtherChange(raw: unknown): Fact {
  const field = textAt(raw, 'field') ?? ''
  if (!REFRESHING.includes(field)) return { kind: 'unknown', what: field }
  return { kind: 'account', event: { field, event: textAt(textHolder(raw, 'value'), 'event') ?? '' } }
}

function readMessages(value: MessagesValue, reading: Reading): Fact[] {
  const contacts = value.contacts ?? []
  const isOurs = reading.phoneNumberId === null || value.metadata.phone_number_id === reading.phoneNumberId
  if (!isOurs) return []
  const messages = (value.messages ?? []).map((message) =>
    message.type === 'other' ? readOtherMessage(message.raw, contacts, reading) : readMessage(message, contacts, reading),
  )
  const statuses = (value.statuses ?? []).map((status): Fact =>
    isOfMessage(status) ? readStatus(status, reading) : { kind: 'unknown', what: 'status' },
  )
  return [...messages, ...statuses]
}

function readMessage(message: KnownInboundMessage, contacts: readonly WebhookContact[], reading: Reading): Fact {
  const event: InboundEvent = {
    ...writer(message, contacts),
    wamid: message.id,
    at: stampMs(message.timestamp, reading.receivedAt),
    message,
    contextWamid: message.context?.id ?? null,
    aboutProduct: message.context?.referred_product?.product_retailer_id ?? null,
  }
  return event.phone === null && event.userId === null ? { kind: 'unknown', what: 'message-without-person' } : { kind: 'inbound', event }
}

/** A message of an unknown kind is still somebody writing: who and when are read, the rest is kept. */
function readOtherMessage(raw: unknown, contacts: readonly WebhookContact[], reading: Reading): Fact {
  const wamid = textAt(raw, 'id')
  const person = writer({ from: textAt(raw, 'from'), from_user_id: textAt(raw, 'from_user_id') }, contacts)
  if (wamid === undefined || wamid === '' || (person.phone === null && person.userId === null)) return { kind: 'unknown', what: 'message' }
  const event: InboundEvent = {
    ...person,
    wamid,
    at: stampMs(textAt(raw, 'timestamp') ?? '', reading.receivedAt),
    message: { type: 'other', kind: (textAt(raw, 'type') ?? '').slice(0, 40) },
    contextWamid: textAt(textHolder(raw, 'context'), 'id') ?? null,
    aboutProduct: null,
  }
  return { kind: 'inbound', event }
}

type Sender = { readonly from?: string | undefined; readonly from_user_id?: string | undefined }

function writer(message: Sender, contacts: readonly WebhookContact[]) {
  const contact = contacts.find((one) => isSame(one, message)) ?? (contacts.length === 1 ? contacts[0] : undefined)
  return {
    ...person(message.from ?? contact?.wa_id, message.from_user_id ?? contact?.user_id),
    ...profileOf(contact),
  }
}

const profileOf = (contact: WebhookContact | undefined) => ({
  username: contact?.profile?.username ?? null,
  profileName: contact?.profile?.name ?? null,
})

const isSame = (contact: WebhookContact, { from, from_user_id: userId }: Sender): boolean =>
  (from !== undefined && contact.wa_id === from) || (userId !== undefined && contact.user_id === userId)

type StatusOfMessage = KnownMessageStatus & { readonly status: StatusEvent['status'] }

const isOfMessage = (status: MessageStatus): status is StatusOfMessage =>
  status.status !== 'other' && status.status !== 'deleted' && status.status !== 'warning'

function readStatus(status: StatusOfMessage, reading: Reading): Fact {
  const { pricing } = status
  return {
    kind: 'status',
    event: {
      ...person(status.recipient_id, status.recipient_user_id),
      wamid: status.id,
      status: status.status,
      at: stampMs(status.timestamp, reading.receivedAt),
      metaCode: status.errors?.[0]?.code ?? null,
      opaque: status.biz_opaque_callback_data ?? null,
      pricing:
        pricing?.category === undefined
          ? null
          : { category: pricing.category, type: pricing.type ?? (pricing.billable === false ? 'free_customer_service' : 'regular') },
    },
  }
}

function readPreference(preference: UserPreference, reading: Reading): Fact {
  const { value } = preference
  const who = person(preference.wa_id, preference.user_id)
  const isKnown = preference.category === 'marketing_messages' && (value === 'stop' || value === 'resume')
  if (!isKnown || (who.phone === null && who.userId === null)) return { kind: 'unknown', what: 'preference' }
  return {
    kind: 'preference',
    event: {
      ...who,
      value,
      detail: (preference.detail ?? '').slice(0, 200),
      at: stampMs(String(preference.timestamp), reading.receivedAt),
    },
  }
}

/** Meta writes numbers as bare digits; group ids and other words are no numbers. */
function person(waId: string | undefined, userId: string | undefined): Person {
  return {
    phone: waId !== undefined && /^\+?[1-9]\d{5,14}$/.test(waId) ? `+${waId.replace('+', '')}` : null,
    userId: userId !== undefined && businessScopedUserIdSchema.safeParse(userId).success ? userId : null,
  }
}

/** Seconds as text to ms; a stamp before 2009 (WhatsApp's first year) is senseless. */
function stampMs(seconds: string, otherwise: number): number {
  const ms = Number(seconds) * 1000
  return Number.isSafeInteger(ms) && ms > 1_230_768_000_000 ? ms : otherwise
}

const textHolder = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined

function textAt(value: unknown, key: string): string | undefined {
  const text = textHolder(value, key)
  return typeof text === 'string' ? text : undefined
}
