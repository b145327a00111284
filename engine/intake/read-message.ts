import type { InboundMessage, KnownInboundMessage } from '#contract/cloud-api/webhook-message.ts'
import type { SystemNotice, WebhookError } from '#contract/cloud-api/webhook-parts.ts'
import type { WebhookContact } from '#contract/cloud-api/webhook-people.ts'
import type { Fact, IdentityEvent, InboundEvent, MessageBody, Person } from './facts.ts'
import { isNobody, person, stampMs, textAt, valueAt, type Reading } from './read-values.ts'

export type MessageContext = Reading & {
  readonly contacts: readonly WebhookContact[]
  /** Errors of the whole value; they belong to a message that lacks its body. */
  readonly errors: readonly WebhookError[]
}

/** Who, when and what of any message, also of one whose kind is unknown. */
export type Head = {
  readonly wamid: string
  readonly at: number
  readonly from: string | undefined
  readonly fromUserId: string | undefined
  readonly fromParentUserId: string | undefined
  readonly message: MessageBody
  readonly contextWamid: string | null
  readonly forwarded: 'once' | 'often' | null
}

/** Reads what each message has; null when it can't be told from others. */
export function headOf(message: InboundMessage, reading: Reading, errors: readonly WebhookError[] = []): Head | null {
  if (message.type === 'other') return headOfOther(message.raw, reading, errors)
  return {
    wamid: message.id,
    at: stampMs(message.timestamp, reading.receivedAt),
    from: message.from,
    fromUserId: message.from_user_id,
    fromParentUserId: message.from_parent_user_id,
    message,
    contextWamid: message.context?.id ?? null,
    forwarded: message.context?.frequently_forwarded === true ? 'often' : message.context?.forwarded === true ? 'once' : null,
  }
}

/** A message of an unknown kind is still somebody writing: who and when are read, the rest is kept. */
function headOfOther(raw: unknown, reading: Reading, errors: readonly WebhookError[]): Head | null {
  const wamid = textAt(raw, 'id')
  if (wamid === undefined || wamid === '') return null
  const kind = [textAt(raw, 'type') ?? '', textAt(valueAt(raw, 'interactive'), 'type') ?? ''].filter((word) => word !== '').join('/')
  return {
    wamid,
    at: stampMs(textAt(raw, 'timestamp') ?? '', reading.receivedAt),
    from: textAt(raw, 'from'),
    fromUserId: textAt(raw, 'from_user_id'),
    fromParentUserId: textAt(raw, 'from_parent_user_id'),
    message: { type: 'other', kind: kind.slice(0, 60), errors: [...errors] },
    contextWamid: textAt(valueAt(raw, 'context'), 'id') ?? null,
    forwarded: null,
  }
}

/** One item of `messages`. */
export function readMessage(message: InboundMessage, context: MessageContext): Fact {
  // A group is no conversation with one customer; shown as one, an answer would go to the wrong people.
  if (isOfGroup(message)) return { kind: 'unknown', what: 'group-message' }
  const head = headOf(message, context, context.errors)
  if (head === null) return { kind: 'unknown', what: 'message' }
  const contact = contactOf(head, context.contacts)
  const who = writerOf(head, contact)
  const special = message.type === 'other' ? null : (readIdentity(message, who, head) ?? readChange(message, who, head.at))
  if (special !== null) return special
  if (isNobody(who)) return { kind: 'unknown', what: 'message-without-person' }
  return { kind: 'inbound', event: inboundOf(head, who, contact) }
}

const isOfGroup = (message: InboundMessage): boolean =>
  (message.type === 'other' ? textAt(message.raw, 'group_id') : message.group_id) !== undefined

const writerOf = (head: Head, contact: WebhookContact | undefined): Person =>
  person({
    phone: head.from ?? contact?.wa_id,
    userId: head.fromUserId ?? contact?.user_id,
    parentUserId: head.fromParentUserId ?? contact?.parent_user_id,
  })

function inboundOf({ wamid, at, message, contextWamid, forwarded }: Head, who: Person, contact: WebhookContact | undefined): InboundEvent {
  const known = message.type === 'other' ? undefined : message
  return {
    ...who,
    ...profileOf(contact),
    wamid,
    at,
    message,
    contextWamid,
    forwarded,
    aboutProduct: known?.context?.referred_product?.product_retailer_id ?? null,
    referral: known?.referral ?? null,
  }
}

const profileOf = (contact: WebhookContact | undefined) => ({
  username: contact?.profile?.username ?? null,
  profileName: contact?.profile?.name ?? null,
})

function contactOf({ from, fromUserId }: Head, contacts: readonly WebhookContact[]): WebhookContact | undefined {
  const same = contacts.find(
    (one) => (from !== undefined && one.wa_id === from) || (fromUserId !== undefined && one.user_id === fromUserId),
  )
  return same ?? (contacts.length === 1 ? contacts[0] : undefined)
}

/** A notice that number or user id changed. @source reference part 12.1 */
function readIdentity(message: KnownInboundMessage, who: Person, { wamid, at }: Head): Fact | null {
  if (message.type !== 'system') return null
  const { system } = message
  if (system.type !== 'user_changed_number' && system.type !== 'user_changed_user_id') return null
  const event: IdentityEvent = {
    how: system.type === 'user_changed_number' ? 'number' : 'user-id',
    wamid,
    at,
    before: {
      ...person({ phone: message.from, userId: system.previous_user_id ?? message.from_user_id }),
      parentUserId: oldParent(system, who),
    },
    now: person({ phone: system.wa_id ?? system.new_wa_id, userId: system.user_id, parentUserId: system.parent_user_id }),
  }
  return isNobody(event.before) || isNobody(event.now) ? { kind: 'unknown', what: 'identity' } : { kind: 'identity', event }
}

const oldParent = ({ previous_parent_user_id: previous }: SystemNotice, who: Person): string | null =>
  previous === undefined ? who.parentUserId : person({ parentUserId: previous }).parentUserId

/** An edit or a withdrawal; `who` is the customer of the chat. */
export function readChange(message: KnownInboundMessage, who: Person, at: number): Fact | null {
  if (message.type !== 'edit' && message.type !== 'revoke') return null
  if (isNobody(who)) return { kind: 'unknown', what: 'change-without-person' }
  const isEdit = message.type === 'edit'
  return {
    kind: 'change',
    event: {
      ...who,
      originalWamid: isEdit ? message.edit.original_message_id : message.revoke.original_message_id,
      at,
      change: isEdit ? { kind: 'edit', message: message.edit.message } : { kind: 'revoke' },
    },
  }
}
