import type { PhoneEvent } from '../intake/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { InboxDeps, Outbound } from './face.ts'
import { catchUp, contentOf, keepMessage } from './keep-message.ts'
import { recountWaiting } from './waiting.ts'
import { touchConversation } from './write-message.ts'

/**
 * Keeps a message of the shop's own phone: what staff wrote there, and the chats from before it was joined. It opens no
 * window, asks for no reading and is told to no other room, so that nothing automatic answers it. What staff answered on
 * the phone has been read there, and waits no longer.
 * @returns what was said on the phone now; null for what is older or was kept before
 * @source reference part 14
 */
export function takePhoneMessage(deps: InboxDeps, db: WriteHandle, event: PhoneEvent): Outbound | null {
  const { phone, userId, parentUserId, at, direction, origin, wamid } = event
  const { customerSeq, customerId } = deps.customer.recognise(db, { phone, userId, parentUserId, username: null, profileName: null, at })
  const content = contentOf(deps, db, event.message)
  const kept = keepMessage(deps, db, {
    message: event.message,
    content,
    customerSeq,
    direction,
    wamid,
    at,
    origin,
    toldState: direction === 'out' ? event.state : null,
    forwarded: event.forwarded,
    quotesWamid: event.contextWamid,
  })
  if (kept === 'same') return null
  if (kept === 'new') {
    const isRemoval = content.kind === 'reaction' && content.emoji === ''
    if (!isRemoval)
      touchConversation(db, customerSeq, {
        content,
        at,
        direction,
        unread: 0,
        opensWindow: false,
        wamid: null,
        reopens: origin === 'phone',
      })
    if (origin === 'phone') {
      db.run(sql`update conversation set unread = 0 where customer_seq = ${customerSeq} and last_at <= ${at}`)
      recountWaiting(db, customerSeq)
    }
    deps.customer.noteOutbound(db, customerSeq, { at, offer: false })
    catchUp(db, wamid)
  }
  db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId, kind: 'outbound' }))
  const isAnswer = kept === 'new' && origin === 'phone' && direction === 'out'
  return isAnswer ? { customerSeq, by: 'phone', sentBy: null, content, at } : null
}
