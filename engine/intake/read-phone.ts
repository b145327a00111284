import type { InboundMessage } from '#contract/cloud-api/webhook-message.ts'
import type { EchoesValue, HistoryValue, StateSyncValue } from '#contract/cloud-api/webhook-people.ts'
import type { AccountEvent, Fact, Person, PhoneEvent } from './facts.ts'
import { headOf, readChange } from './read-message.ts'
import { isNobody, person, stampMs, textAt, type Reading } from './read-values.ts'

/** What staff wrote on the shop's own phone. @source reference part 14 */
export const readEchoes = (value: EchoesValue, reading: Reading): Fact[] =>
  value.message_echoes.map((message) => readOwn(message, { reading, who: receiverOf(message), direction: 'out', origin: 'phone' }))

function receiverOf(message: InboundMessage): Person {
  if (message.type === 'other')
    return person({
      phone: textAt(message.raw, 'to'),
      userId: textAt(message.raw, 'to_user_id'),
      parentUserId: textAt(message.raw, 'to_parent_user_id'),
    })
  return person({ phone: message.to, userId: message.to_user_id, parentUserId: message.to_parent_user_id })
}

type Place = Pick<PhoneEvent, 'direction' | 'origin'> & { readonly reading: Reading; readonly who: Person }

function readOwn(message: InboundMessage, { reading, who, direction, origin }: Place): Fact {
  const head = headOf(message, reading)
  if (head === null || isNobody(who)) return { kind: 'unknown', what: 'phone-message' }
  const change = message.type === 'other' ? null : readChange(message, who, head.at)
  if (change !== null) return change
  // Old notices of the phone's own app tell nothing about a customer of today.
  if (message.type === 'system' || message.type === 'request_welcome') return { kind: 'noted', what: `phone-${message.type}` }
  const { wamid, at, contextWamid, forwarded } = head
  return {
    kind: 'phone',
    event: { ...who, wamid, at, message: head.message, contextWamid, forwarded, direction, origin, state: stateOf(message) },
  }
}

const STATES = {
  ACCEPTED: 'accepted',
  PENDING: 'accepted',
  SENT: 'sent',
  DELIVERED: 'delivered',
  READ: 'read',
  PLAYED: 'read',
  ERROR: 'failed',
} as const

function stateOf(message: InboundMessage): PhoneEvent['state'] {
  const told = message.type === 'other' ? undefined : message.history_context?.status?.toUpperCase()
  return told !== undefined && Object.hasOwn(STATES, told) ? STATES[told as keyof typeof STATES] : 'sent'
}

/** The chats of before, chunk by chunk, or the owner's refusal to share them. @source reference part 8.5 and 14 */
export function readHistory(value: HistoryValue, reading: Reading & { readonly saidAt: number }): Fact[] {
  const shopPhone = value.metadata.display_phone_number?.replace(/\D/g, '')
  const chunks = (value.history ?? []).flatMap((chunk): Fact[] => {
    const messages = (chunk.threads ?? []).flatMap((thread) => {
      // Named by number, or by id where the number is hidden.
      const who = person({ phone: thread.context?.wa_id ?? thread.id, userId: thread.context?.user_id ?? thread.id })
      return thread.messages.map((message) => readPast(message, { reading, who, customerPhone: thread.id }))
    })
    return [
      ...progressOf(chunk.metadata, reading),
      ...messages,
      ...(chunk.errors ?? []).map((error) => refusal(error.code, reading.saidAt)),
    ]
  })
  // Files of the last days come once more, apart from their chats.
  const files = (value.messages ?? []).map((message): Fact => {
    const isOwn = message.type !== 'other' && message.from !== undefined && message.from === shopPhone
    const customerPhone = message.type === 'other' ? undefined : isOwn ? message.to : message.from
    const who = person({ phone: customerPhone, userId: message.type === 'other' || isOwn ? undefined : message.from_user_id })
    return readPast(message, { reading, who, customerPhone })
  })
  return [...chunks, ...files]
}

type PastPlace = { readonly reading: Reading; readonly who: Person; readonly customerPhone: string | undefined }

function readPast(message: InboundMessage, { reading, who, customerPhone }: PastPlace): Fact {
  const from = message.type === 'other' ? textAt(message.raw, 'from') : message.from
  const direction = from === undefined || digits(from) === digits(customerPhone ?? '') ? 'in' : 'out'
  return readOwn(message, { reading, who, direction, origin: 'before' })
}

const digits = (phone: string): string => phone.replace(/\D/g, '')

type ChunkFacts = NonNullable<HistoryValue['history']>[number]['metadata']

function progressOf(chunk: ChunkFacts, reading: Reading): Fact[] {
  const { phase, progress = 0, chunk_order: order = 0 } = chunk ?? {}
  if (phase === undefined || !Number.isSafeInteger(phase)) return []
  const share = Math.min(100, Math.max(0, Math.round(progress)))
  return [{ kind: 'history', event: { phase, progress: share, chunk: Math.max(0, Math.round(order)), at: reading.receivedAt } }]
}

function refusal(code: number, at: number): Fact {
  const event: AccountEvent = { field: 'history', event: 'refused', params: { code }, at, until: null }
  return { kind: 'account', event }
}

/** The address book of the shop's phone. @source reference part 8.5 and 14 */
export const readAddressBook = (value: StateSyncValue, reading: Reading): Fact[] =>
  value.state_sync.map((entry): Fact => {
    const action = BOOK_ACTIONS.find((known) => known === entry.action)
    if (entry.type !== 'contact' || action === undefined) return { kind: 'unknown', what: 'state-sync' }
    const { phone } = person({ phone: entry.contact?.phone_number })
    // Somebody without a number can't be told from others, nor be written to from here.
    if (phone === null) return { kind: 'noted', what: 'address-book-without-number' }
    const at = stampMs(entry.metadata?.timestamp ?? '', reading.receivedAt)
    return { kind: 'book', event: { phone, name: nameOf(entry.contact), action, at } }
  })

const BOOK_ACTIONS = ['add', 'remove'] as const

const nameOf = (contact: StateSyncValue['state_sync'][number]['contact']): string =>
  (contact?.full_name ?? contact?.first_name ?? '').trim().slice(0, 200)
