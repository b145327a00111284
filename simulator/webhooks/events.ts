import type { Person } from '../behaviour/people.ts'

/** One thing that Meta would report: a status, or a whole change of some field. */
export type WebhookEvent =
  | { readonly kind: 'status'; readonly status: StatusFields; readonly contact: object | null }
  | { readonly kind: 'change'; readonly field: string; readonly value: object }

/** A status as it goes out. */
export type StatusFields = Readonly<Record<string, unknown>> & { readonly id: string; readonly status: string }

/** What Meta knows of a message on its way, as far as statuses repeat it. */
export type SentMessage = {
  readonly wamid: string
  readonly opaque: string | null
  readonly category: string
  /** Numbers are told back only when we wrote to a number. */
  readonly isSentToNumber: boolean
  readonly pricingType: string
}

/** Which message, to whom, and when something became of it. */
export type StatusNews = { readonly person: Person; readonly message: SentMessage; readonly atMs: number }

/** Meta's titles of the failures that virtual customers cause. */
const failureTitles: Readonly<Record<number, string>> = {
  131026: 'Message undeliverable',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131050: 'User has stopped marketing messages',
}

/** Who the event is about, as the list of contacts shows it. */
export function contactOf(person: Person, isNumberKnown: boolean): object {
  return {
    profile: { name: person.name, ...(person.username === null ? {} : { username: person.username }) },
    ...(person.waId === null || !isNumberKnown ? {} : { wa_id: person.waId }),
    user_id: person.userId,
  }
}

/** A sent, delivered or read status. Prices stand on sent and delivered. @source reference part 8.4 */
export function statusEvent(news: StatusNews, status: 'sent' | 'delivered' | 'read'): WebhookEvent {
  const { person, message } = news
  const pricing = {
    billable: message.pricingType === 'regular',
    pricing_model: 'PMP',
    type: message.pricingType,
    category: message.category,
  }
  return {
    kind: 'status',
    contact: contactOf(person, message.isSentToNumber),
    status: { ...statusHead(news), status, recipient_user_id: person.userId, ...(status === 'read' ? {} : { pricing }) },
  }
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
  return { kind: 'status', contact: null, status: { ...statusHead(news), status: 'failed', errors: [error] } }
}

function statusHead({ person, message, atMs }: StatusNews): Readonly<Record<string, unknown>> & { readonly id: string } {
  return {
    id: message.wamid,
    timestamp: seconds(atMs),
    ...(message.isSentToNumber && person.waId !== null ? { recipient_id: person.waId } : {}),
    ...(message.opaque === null ? {} : { biz_opaque_callback_data: message.opaque }),
  }
}

/** What a person writes, without the fields that every message carries. */
export type InboundPart = { readonly type: string; readonly context?: object } & Readonly<Record<string, unknown>>

/** A message from a person. `wamid` must be new. */
export function inboundEvent(
  person: Person,
  part: InboundPart,
  stamp: { readonly wamid: string; readonly atMs: number; readonly metadata: object },
): WebhookEvent {
  return {
    kind: 'change',
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: stamp.metadata,
      contacts: [contactOf(person, true)],
      messages: [
        {
          ...(person.waId === null ? {} : { from: person.waId }),
          from_user_id: person.userId,
          id: stamp.wamid,
          timestamp: seconds(stamp.atMs),
          ...part,
        },
      ],
    },
  }
}

/** A person switched offers off or on inside WhatsApp. @source reference part 8.5, user_preferences */
export function preferenceEvent(
  person: Person,
  value: 'stop' | 'resume',
  stamp: { readonly atMs: number; readonly metadata: object },
): WebhookEvent {
  return {
    kind: 'change',
    field: 'user_preferences',
    value: {
      messaging_product: 'whatsapp',
      metadata: stamp.metadata,
      contacts: [contactOf(person, true)],
      user_preferences: [
        {
          ...(person.waId === null ? {} : { wa_id: person.waId }),
          user_id: person.userId,
          detail: `User requested to ${value} marketing messages`,
          category: 'marketing_messages',
          value,
          timestamp: Math.floor(stamp.atMs / 1000),
        },
      ],
    },
  }
}

function seconds(atMs: number): string {
  return String(Math.floor(atMs / 1000))
}
