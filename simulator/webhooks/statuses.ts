import type { Person } from '../behaviour/people.ts'
import { type WebhookEvent, contactOf, seconds } from './events.ts'

/** What Meta knows of a message on its way, as far as statuses repeat it. */
export type SentMessage = {
  readonly wamid: string
  readonly opaque: string | null
  readonly category: string
  /** Numbers are told back only when we wrote to a number. */
  readonly isSentToNumber: boolean
  readonly pricingType: string
  /** End of the free 72 hours that the message falls into; null = it falls into none. */
  readonly freeEntryUntilMs: number | null
}

/** Which message, to whom, and when something became of it. */
export type StatusNews = {
  readonly person: Person
  readonly message: SentMessage
  readonly atMs: number
  /** Graph version of the app's webhook subscription. */
  readonly version: number
}

/** First version whose statuses tell conversations only for free entry points. @source reference part 1, versions */
const VERSION_WITHOUT_CONVERSATION = 24
const DAY_MS = 86_400_000

/** Meta's titles of the failures that virtual customers cause. */
const failureTitles: Readonly<Record<number, string>> = {
  130472: "User's number is part of an experiment",
  131026: 'Message undeliverable',
  131042: 'Business eligibility payment issue',
  131047: 'Re-engagement message',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131050: 'User has stopped marketing messages',
  131053: 'Media upload error',
  132015: 'Template is paused',
}

/** A sent, delivered, read or played status. Prices stand on sent and delivered. @source reference part 8.4 */
export function statusEvent(news: StatusNews, status: 'sent' | 'delivered' | 'read' | 'played'): WebhookEvent {
  const { person, message } = news
  const isPriced = status === 'sent' || status === 'delivered'
  return {
    kind: 'status',
    contact: contactOf(person, message.isSentToNumber),
    status: {
      ...statusHead(news),
      status,
      recipient_user_id: person.userId,
      ...(isPriced ? { ...conversationOf(news), pricing: pricingOf(message) } : {}),
    },
  }
}

function pricingOf(message: SentMessage): object {
  return {
    billable: message.pricingType === 'regular',
    pricing_model: 'PMP',
    type: message.pricingType,
    category: message.category,
  }
}

/** Up to version 23 every message has a conversation of its own; later only those of a free entry point. */
function conversationOf({ message, version, atMs }: StatusNews): { readonly conversation?: object } {
  const isFreeEntry = message.pricingType === 'free_entry_point'
  if (version >= VERSION_WITHOUT_CONVERSATION && !isFreeEntry) return {}
  const untilMs = message.freeEntryUntilMs ?? atMs + DAY_MS
  const id = Buffer.from(message.wamid).toString('hex').slice(-32)
  return { conversation: { id, expiration_timestamp: seconds(untilMs), origin: { type: message.category } } }
}

/** A failed status; it comes without contacts and price. @source reference part 8.4 */
export function failedEvent(news: StatusNews, code: number): WebhookEvent {
  const title = failureTitles[code] ?? 'Something went wrong'
  const error = {
    code,
    title,
    message: title,
    error_data: { details: `${title} (made up by the simulator)` },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }
  const recipient = news.message.isSentToNumber ? {} : { recipient_user_id: news.person.userId }
  return { kind: 'status', contact: null, status: { ...statusHead(news), status: 'failed', ...recipient, errors: [error] } }
}

function statusHead({ person, message, atMs }: StatusNews): Readonly<Record<string, unknown>> & { readonly id: string } {
  return {
    id: message.wamid,
    timestamp: seconds(atMs),
    ...(message.isSentToNumber && person.waId !== null ? { recipient_id: person.waId } : {}),
    ...(message.opaque === null ? {} : { biz_opaque_callback_data: message.opaque }),
  }
}
