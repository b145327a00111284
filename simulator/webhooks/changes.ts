import { type Person, identityHashOf, isNumberShown } from '../behaviour/people.ts'
import { type WebhookEvent, contactOf, messagesEvent, seconds } from './events.ts'

/** Who a person was before a change. */
export type Before = { readonly userId: string; readonly waId: string | null }

/** Where and when the news is written. */
export type NewsStamp = { readonly wamid: string; readonly atMs: number; readonly metadata: object }

/** A person has a new number, and with it a new user id; the message comes from the old ones. @source reference part 8.3, number changed */
export function numberChangedEvent(person: Person, before: Before, stamp: NewsStamp): WebhookEvent {
  const body = `${person.name} changed the phone number`
  const system = { type: 'user_changed_number', body, wa_id: person.waId, user_id: person.userId, previous_user_id: before.userId }
  return systemEvent(person, before, { stamp, system })
}

/** A person has a new user id and no number is known. @source reference part 8.3, BSUID changed */
export function userIdChangedEvent(person: Person, before: Before, stamp: NewsStamp): WebhookEvent {
  const body = `${person.name} has a new user id`
  const system = { type: 'user_changed_user_id', body, user_id: person.userId, previous_user_id: before.userId }
  return systemEvent(person, before, { stamp, system })
}

/** A person got a new phone or installed WhatsApp anew. @source reference part 8.3, identity changed */
export function identityChangedEvent(person: Person, stamp: NewsStamp): WebhookEvent {
  const identity = { hash: identityHashOf(person), created_timestamp: seconds(stamp.atMs), acknowledged: false }
  const system = { type: 'customer_identity_changed', body: `${person.name} has a new security code` }
  return systemEvent(person, { userId: person.userId, waId: person.waId }, { stamp, system, identity })
}

type News = { readonly stamp: NewsStamp; readonly system: object; readonly identity?: object }

function systemEvent(person: Person, before: Before, { stamp, ...news }: News): WebhookEvent {
  const isShown = isNumberShown(person, stamp.atMs)
  const message = {
    ...(isShown && before.waId !== null ? { from: before.waId } : {}),
    from_user_id: before.userId,
    id: stamp.wamid,
    timestamp: seconds(stamp.atMs),
    type: 'system',
    ...news,
  }
  return messagesEvent(stamp.metadata, { contacts: [contactOf(person, isShown)], messages: [message] })
}

/** The older way of telling a new user id; Meta says that it can't be subscribed to. @source reference part 8.5, user_id_update */
export function userIdUpdateEvent(person: Person, before: Before, stamp: NewsStamp): WebhookEvent {
  const update = {
    ...(isNumberShown(person, stamp.atMs) ? { wa_id: person.waId } : {}),
    detail: 'The user id changed',
    user_id: { previous: before.userId, current: person.userId },
    timestamp: seconds(stamp.atMs),
  }
  const value = { messaging_product: 'whatsapp', metadata: stamp.metadata, contacts: [contactOf(person, false)], user_id_update: [update] }
  return { kind: 'change', field: 'user_id_update', value }
}
