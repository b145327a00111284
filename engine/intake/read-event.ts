import type { MessagesValue, UserIdUpdateValue, UserPreference } from '#contract/cloud-api/webhook-people.ts'
import { webhookEnvelopeSchema, type WebhookChange } from '#contract/cloud-api/webhooks.ts'
import type { Fact } from './facts.ts'
import { readAccount } from './read-account.ts'
import { readMessage } from './read-message.ts'
import { readAddressBook, readEchoes, readHistory } from './read-phone.ts'
import { readStatuses } from './read-status.ts'
import { isNobody, person, stampMs, textAt, type Reading } from './read-values.ts'

/** What an event tells, and which fields it brought. */
export type ReadEvent = { readonly facts: readonly Fact[]; readonly fields: readonly string[] }

/** Rises with each version that understands more: what was kept by an older one is then read again. */
export const READER_VERSION = 2

/**
 * Turns one event into facts, in the order in which Meta wrote them. Whatever is not understood becomes an `unknown`
 * fact. Null when the value is no event at all.
 * @source reference part 8.2 to 8.5
 */
export function readEvent(value: unknown, reading: Reading): ReadEvent | null {
  const envelope = webhookEnvelopeSchema.safeParse(value)
  if (!envelope.success) return null
  const facts: Fact[] = []
  const fields: string[] = []
  for (const entry of envelope.data.entry)
    for (const change of entry.changes) {
      if (!isOurs(change, reading)) continue
      fields.push(fieldOf(change))
      // One by one, since spreading what a large event holds would run out of stack.
      for (const fact of readChange(change, { ...reading, saidAt: stampMs(entry.time ?? 0, reading.receivedAt) })) facts.push(fact)
    }
  return { facts, fields }
}

type ChangeReading = Reading & { readonly saidAt: number }

/** Chats of other numbers of the account are neither shown nor kept; what is about the account is for all. */
function isOurs(change: WebhookChange, { phoneNumberId }: Reading): boolean {
  if (phoneNumberId === null) return true
  switch (change.field) {
    case 'messages':
    case 'user_preferences':
    case 'smb_message_echoes':
    case 'smb_app_state_sync':
    case 'history':
      return change.value.metadata.phone_number_id === phoneNumberId
    default:
      return true
  }
}

function fieldOf(change: WebhookChange): string {
  return change.field === 'other' ? (textAt(change.raw, 'field') ?? '').slice(0, 60) : change.field
}

function readChange(change: WebhookChange, reading: ChangeReading): Fact[] {
  switch (change.field) {
    case 'messages':
      return readMessages(change.value, reading)
    case 'user_preferences':
      return change.value.user_preferences.map((preference) => readPreference(preference, reading))
    case 'smb_message_echoes':
      return readEchoes(change.value, reading)
    case 'smb_app_state_sync':
      return readAddressBook(change.value, reading)
    case 'history':
      return readHistory(change.value, reading)
    case 'user_id_update':
      return readUserIds(change.value, reading)
    default:
      return readAboutShop(change, reading)
  }
}

function readAboutShop(change: WebhookChange, { saidAt }: ChangeReading): Fact[] {
  const told = (readAccount(change, saidAt) ?? []).map((event): Fact => ({ kind: 'account', event }))
  switch (change.field) {
    case 'message_template_status_update':
      return [{ kind: 'template', event: { kind: 'status', value: change.value } }]
    case 'template_category_update':
      return [{ kind: 'template', event: { kind: 'category', value: change.value } }]
    case 'message_template_components_update':
      return [{ kind: 'template', event: { kind: 'components', value: change.value } }]
    case 'message_template_quality_update':
      return [{ kind: 'template', event: { kind: 'quality', value: change.value } }, ...told]
    case 'other':
      return [{ kind: 'unknown', what: fieldOf(change) }]
    default:
      return told.length > 0 ? told : [{ kind: 'noted', what: change.field }]
  }
}

function readMessages(value: MessagesValue, reading: ChangeReading): Fact[] {
  const { contacts = [], messages = [], errors = [] } = value
  const facts = messages.map((message) => readMessage(message, { ...reading, contacts, errors }))
  for (const fact of readStatuses(value, reading)) facts.push(fact)
  const isTaken = messages.some((message) => message.type === 'other')
  if (!isTaken)
    for (const { code, title = '' } of errors)
      facts.push({
        kind: 'account',
        event: { field: 'messages', event: 'error', params: { code, title: title.slice(0, 300) }, at: reading.saidAt, until: null },
      })
  return facts
}

const PREFERENCES = ['stop', 'resume', 'signup'] as const

function readPreference(preference: UserPreference, reading: Reading): Fact {
  const value = PREFERENCES.find((known) => known === preference.value)
  const who = person({ phone: preference.wa_id, userId: preference.user_id, parentUserId: preference.parent_user_id })
  if (preference.category !== 'marketing_messages' || value === undefined || isNobody(who)) return { kind: 'unknown', what: 'preference' }
  const detail = preference.detail ?? (preference.signup_id === undefined ? '' : `sign-up ${preference.signup_id}`)
  return {
    kind: 'preference',
    event: { ...who, value, detail: detail.slice(0, 200), at: stampMs(preference.timestamp, reading.receivedAt) },
  }
}

/** Changed ids in a field of their own. The number in it may be the old one or the new one, so it is not used. */
const readUserIds = (value: UserIdUpdateValue, reading: Reading): Fact[] =>
  value.user_id_update.map((update): Fact => {
    const before = person({ userId: update.user_id?.previous, parentUserId: update.parent_user_id?.previous })
    const now = person({ userId: update.user_id?.current, parentUserId: update.parent_user_id?.current })
    if (isNobody(before) || isNobody(now)) return { kind: 'unknown', what: 'user-id-update' }
    const at = stampMs(update.timestamp, reading.receivedAt)
    return { kind: 'identity', event: { how: 'user-id', wamid: null, at, before, now } }
  })
