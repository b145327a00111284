import type { Person } from '../behaviour/people.ts'
import { type WebhookEvent, seconds } from './events.ts'

const DAY_MS = 86_400_000
/** Ages of the chats that the three phases carry. @source reference part 14 */
const phaseAgesMs = [DAY_MS / 2, 30 * DAY_MS, 120 * DAY_MS] as const

/** Whose phone it is, and what time. */
export type PhoneStamp = { readonly shopDigits: string; readonly metadata: object; readonly atMs: number }

/** What staff do on the phone itself. */
export type EchoPart = { readonly type: string } & Readonly<Record<string, unknown>>

/** Staff wrote, edited or took back something on the phone. @source reference part 8.5, smb_message_echoes */
export function echoEvent(person: Person, part: EchoPart, stamp: PhoneStamp & { readonly wamid: string }): WebhookEvent {
  const echo = {
    from: stamp.shopDigits,
    ...(person.waId === null ? {} : { to: person.waId }),
    to_user_id: person.userId,
    id: stamp.wamid,
    timestamp: seconds(stamp.atMs),
    ...part,
  }
  return change('smb_message_echoes', stamp, { message_echoes: [echo] })
}

/** Somebody was added to, or removed from, the phone's address book. @source reference part 8.5, smb_app_state_sync */
export function stateSyncEvent(people: readonly Person[], action: 'add' | 'remove', stamp: PhoneStamp): WebhookEvent {
  const state_sync = people.map((person) => ({
    type: 'contact',
    contact: { full_name: person.name, first_name: person.name.split(' ')[0] ?? person.name, phone_number: person.waId ?? undefined },
    action,
    metadata: { timestamp: seconds(stamp.atMs) },
  }))
  return change('smb_app_state_sync', stamp, { state_sync })
}

/** Chats of the last 180 days in three phases. @source reference part 8.5, history, and part 14 */
export function historyEvents(
  people: readonly Person[],
  stamp: PhoneStamp,
  makeId: (person: Person, atMs: number) => string,
): readonly WebhookEvent[] {
  return phaseAgesMs.map((ageMs, phase) => {
    const atMs = stamp.atMs - ageMs
    const threads = people.map((person) => ({
      id: person.waId ?? person.userId,
      context: { ...(person.waId === null ? {} : { wa_id: person.waId }), user_id: person.userId },
      messages: threadOf(person, { ...stamp, atMs }, makeId),
    }))
    const progress = Math.round((100 * (phase + 1)) / phaseAgesMs.length)
    return change('history', stamp, { history: [{ metadata: { phase, chunk_order: 1, progress }, threads }] })
  })
}

/** The shop keeps its chats to itself. @source reference part 8.5, history refused */
export function historyRefusedEvent(stamp: PhoneStamp): WebhookEvent {
  const title = 'History sharing is turned off by the business'
  const error = { code: 2_593_109, title, message: title, error_data: { details: title } }
  return change('history', stamp, { history: [{ errors: [error] }] })
}

function threadOf(person: Person, stamp: PhoneStamp, makeId: (person: Person, atMs: number) => string): readonly object[] {
  const at = (offsetMs: number) => ({ id: makeId(person, stamp.atMs + offsetMs), timestamp: seconds(stamp.atMs + offsetMs) })
  const theirs = { from: person.waId ?? undefined, from_user_id: person.userId }
  const ours = { from: stamp.shopDigits, to: person.waId ?? undefined, to_user_id: person.userId }
  return [
    { ...theirs, ...at(0), type: 'text', text: { body: 'Are you open today?' }, history_context: { status: 'READ' } },
    { ...ours, ...at(60_000), type: 'text', text: { body: 'Yes, until nine' }, history_context: { status: 'READ' } },
    { ...theirs, ...at(120_000), type: 'media_placeholder', history_context: { status: 'DELIVERED' } },
  ]
}

function change(field: string, stamp: PhoneStamp, content: object): WebhookEvent {
  return { kind: 'change', field, value: { messaging_product: 'whatsapp', metadata: stamp.metadata, ...content } }
}
