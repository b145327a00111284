import { newId } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import { createArrivals } from './arrivals.ts'
import { assignByHand, conversationsOfStaff, endConversation } from './by-hand.ts'
import { takeChange } from './changes.ts'
import { createClosings } from './closing.ts'
import { forgetEarlier, keepEarlier, saidBetween } from './earlier.ts'
import type { Inbox, InboxDeps, OutboundRecord } from './face.ts'
import { moveConversation, takeIdentity } from './identity-notes.ts'
import { takeInbound } from './inbound.ts'
import { takePhoneMessage } from './own-phone.ts'
import { personBySeq } from './people.ts'
import { changesOfPerson, conversationOfPerson, messagesOfPerson } from './personal-data.ts'
import { createPresence } from './presence.ts'
import { Replies } from './replies.ts'
import { inboxHandlers } from './router.ts'
import { windowClosesAt } from './rules.ts'
import { createSleepers } from './snoozed.ts'
import { tell, callsOf, type Listeners } from './use-cases.ts'
import { indexMessage, insertMessage } from './write-message.ts'

/** Makes the room; it registers with the ledger and does nothing else before `begin`. */
export function createInbox(deps: InboxDeps): Inbox {
  const listeners: Listeners = { inbound: [], outbound: [], closed: [] }
  const replies = new Replies(deps, (db, outbound) => tell(listeners.outbound, db, outbound))
  const sleepers = createSleepers(deps)
  const arrivals = createArrivals(deps)
  const closings = createClosings(deps)
  const presence = createPresence(deps)
  deps.customer.onJoin(moveConversation)
  deps.staff.meet(conversationsOfStaff(deps))
  return {
    handlers: inboxHandlers(callsOf(deps, { replies, sleepers, presence, listeners })),
    personalData: [messagesOfPerson, conversationOfPerson, changesOfPerson],
    begin() {
      replies.begin()
      sleepers.look()
      closings.begin()
    },
    inbound(db, event) {
      const inbound = takeInbound(deps, db, event)
      if (inbound === null) return
      arrivals.note(db, inbound)
      tell(listeners.inbound, db, inbound)
    },
    ownPhone(db, event) {
      const outbound = takePhoneMessage(deps, db, event)
      if (outbound !== null) tell(listeners.outbound, db, outbound)
    },
    change: (db, event) => takeChange(deps, db, event),
    identity: (db, event) => takeIdentity(deps, db, event),
    onInbound: (listener) => void listeners.inbound.push(listener),
    onOutbound: (listener) => void listeners.outbound.push(listener),
    onClosed: (listener) => void listeners.closed.push(listener),
    assign: (db, customerSeq, staffId) => assignByHand(deps, db, { customerSeq, staffId }),
    setClosed: (db, customerSeq, closed) => endConversation(deps, db, { customerSeq, closed, listeners: listeners.closed }),
    enqueue: (db, customerSeq, ...said) => replies.enqueue(db, customerSeq, said),
    recordOutbound: (db, record) => recordOutbound(deps, db, record),
    keepEarlier: (db, messages) => keepEarlier(deps, db, messages),
    forgetEarlier,
    saidBetween,
    windowClosesAt: (db, customerSeq) => windowClosesAt(personBySeq(db, customerSeq)?.lastInboundAt ?? null),
    async stop() {
      replies.stop()
      sleepers.stop()
      arrivals.stop()
      closings.stop()
      presence.stop()
    },
  }
}

/**
 * Shows a broadcast's message in the chat. The list of conversations is left as it is: a thousand people who were only
 * written to would bury those who wrote. For the same reason only the coupon code can be searched for.
 */
function recordOutbound(deps: InboxDeps, db: WriteHandle, record: OutboundRecord): void {
  const seq = insertMessage(db, {
    messageId: newId('msg', deps.random, record.at),
    customerSeq: record.customerSeq,
    direction: 'out',
    content: record.content,
    wamid: record.wamid,
    sendId: record.sendId,
    at: record.at,
    receivedAt: deps.clock.now(),
    sentBy: record.sentBy,
    broadcastId: record.broadcastId,
  })
  if (seq !== null && record.content.kind === 'template' && record.content.couponCode !== null)
    indexMessage(db, seq, record.content.couponCode)
}
