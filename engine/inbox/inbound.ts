import type { InboundEvent } from '../intake/index.ts'
import { newId } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import { readContent } from './content.ts'
import type { Inbound, InboxDeps } from './face.ts'
import { opensWindow, type Content } from './rules.ts'
import { indexContent, insertMessage, messageIdOf, touchConversation } from './write-message.ts'

/**
 * Keeps one message of a customer in the caller's transaction: who it is, the bubble, the window, the search words, and
 * a wish about offers. The same message again changes nothing.
 * @returns what other rooms should hear; null when it was kept before
 */
export function takeInbound(deps: InboxDeps, db: WriteHandle, event: InboundEvent): Inbound | null {
  const { customer } = deps
  const { phone, userId, username, profileName, at } = event
  const { customerSeq, customerId } = customer.recognise(db, { phone, userId, username, profileName, at })
  const content = readContent(event.message, {
    productName: (retailerId) => deps.catalog.find(db, retailerId)?.name,
    messageId: (wamid) => messageIdOf(db, wamid),
    locale: deps.vault.shop.locale,
  })
  const seq = insertMessage(db, {
    messageId: newId('msg', deps.random, at),
    customerSeq,
    direction: 'in',
    content,
    wamid: event.wamid,
    at,
    receivedAt: deps.clock.now(),
    quotesWamid: event.contextWamid,
    aboutProduct: event.aboutProduct,
  })
  if (seq === null) return null
  indexContent(db, seq, content)
  touchConversation(db, customerSeq, {
    content,
    at,
    direction: 'in',
    unread: isForReading(content) ? 1 : 0,
    opensWindow: opensWindow(content),
    wamid: event.wamid,
  })
  if (opensWindow(content)) customer.noteInbound(db, customerSeq, at)
  if (event.contextWamid !== null) deps.ledger.recordQuoted(db, event.contextWamid, at)
  followIdentity(deps, db, { customerSeq, message: event.message })
  obeyWish(deps, db, { customerSeq, content, at })
  db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId, kind: 'inbound' }))
  return {
    customerSeq,
    content,
    wamid: event.wamid,
    contextWamid: event.contextWamid,
    payload: content.kind === 'button' ? content.payload : null,
    at,
  }
}

/** A thumbs-up or a notice of Meta asks for no answer. */
const isForReading = (content: Content): boolean => opensWindow(content)

/** A customer who changed number or user id stays the same customer. @source reference part 12.1 */
function followIdentity(
  deps: InboxDeps,
  db: WriteHandle,
  { customerSeq, message }: { customerSeq: number; message: InboundEvent['message'] },
): void {
  if (message.type !== 'system') return
  const { type, wa_id: waId, user_id: userId } = message.system
  if (type === 'user_changed_number' || type === 'user_changed_user_id')
    deps.customer.learnIdentity(db, customerSeq, { waId: waId ?? null, userId: userId ?? null })
}

/** A message that says nothing but "no more offers" is obeyed at once, and in every language we know. */
function obeyWish(
  deps: InboxDeps,
  db: WriteHandle,
  { customerSeq, content, at }: { customerSeq: number; content: Content; at: number },
): void {
  if (content.kind !== 'text' && content.kind !== 'button') return
  const word = deps.customer.offerWord(content.text)
  if (word === null) return
  deps.customer.recordOffers(db, customerSeq, {
    decision: word === 'stop' ? 'no' : 'yes',
    source: 'chat',
    detail: content.text.slice(0, 200),
    at,
    by: 'customer',
  })
}
