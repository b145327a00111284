import { type Person, isNumberShown } from '../behaviour/people.ts'

/** One thing that Meta would report: a status, or a whole change of some field. */
export type WebhookEvent =
  | { readonly kind: 'status'; readonly status: StatusFields; readonly contact: object | null }
  | { readonly kind: 'change'; readonly field: string; readonly value: object }

/** A status as it goes out. */
export type StatusFields = Readonly<Record<string, unknown>> & { readonly id: string; readonly status: string }

/** Who the event is about, as the list of contacts shows it. */
export function contactOf(person: Person, isNumberTold: boolean): object {
  return {
    profile: { name: person.name, ...(person.username === null ? {} : { username: person.username }) },
    ...(person.waId === null || !isNumberTold ? {} : { wa_id: person.waId }),
    user_id: person.userId,
  }
}

/** What a person writes, without the fields that every message carries. */
export type InboundPart = { readonly type: string } & Readonly<Record<string, unknown>>

/** When and where a message came in. */
export type Stamp = { readonly wamid: string; readonly atMs: number; readonly metadata: object }

/** A message from a person. `wamid` must be new. The number is missing for people who hide it. @source reference part 8.2 and 12.1 */
export function inboundEvent(person: Person, part: InboundPart, stamp: Stamp): WebhookEvent {
  const message = { ...senderOf(person, stamp.atMs), id: stamp.wamid, timestamp: seconds(stamp.atMs), ...part }
  return messagesEvent(stamp.metadata, { contacts: [contactOf(person, isNumberShown(person, stamp.atMs))], messages: [message] })
}

/** A change of the field `messages` with any content. */
export function messagesEvent(metadata: object, content: object): WebhookEvent {
  return { kind: 'change', field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...content } }
}

function senderOf(person: Person, atMs: number): object {
  return { ...(isNumberShown(person, atMs) ? { from: person.waId } : {}), from_user_id: person.userId }
}

/** What a person wishes about offers, and the sign-up it came from. */
export type Wish = { readonly value: 'stop' | 'resume' | 'signup'; readonly signupId?: string }

/** A person switched offers off or on inside WhatsApp, or signed up for them. @source reference part 8.5, user_preferences */
export function preferenceEvent(person: Person, wish: Wish, stamp: Omit<Stamp, 'wamid'>): WebhookEvent {
  const isShown = isNumberShown(person, stamp.atMs)
  const preference = {
    ...(isShown ? { wa_id: person.waId } : {}),
    user_id: person.userId,
    detail: `User requested to ${wish.value} marketing messages`,
    category: 'marketing_messages',
    value: wish.value,
    ...(wish.signupId === undefined ? {} : { signup_id: wish.signupId }),
    timestamp: Math.floor(stamp.atMs / 1000),
  }
  return {
    kind: 'change',
    field: 'user_preferences',
    value: {
      messaging_product: 'whatsapp',
      metadata: stamp.metadata,
      contacts: [contactOf(person, isShown)],
      user_preferences: [preference],
    },
  }
}

/** A time as messages and statuses write it: seconds in a text. */
export function seconds(atMs: number): string {
  return String(Math.floor(atMs / 1000))
}
