import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { takeChange } from './changes.ts'
import { markRead, saveDraft, setClosed } from './conversation.ts'
import type { Inbound, Inbox, InboxDeps, OutboundRecord } from './face.ts'
import { moveConversation, takeIdentity } from './identity-notes.ts'
import { takeInbound } from './inbound.ts'
import { takePhoneMessage } from './own-phone.ts'
import { personById, personBySeq } from './people.ts'
import { changesOfPerson, conversationOfPerson, messagesOfPerson } from './personal-data.ts'
import { propose } from './proposal.ts'
import { listConversations } from './read-conversations.ts'
import { readMessage, readMessages } from './read-messages.ts'
import { metaNow, Replies } from './replies.ts'
import { inboxHandlers } from './router.ts'
import { windowClosesAt } from './rules.ts'
import { indexMessage, insertMessage } from './write-message.ts'
import { uploadFile } from './upload.ts'

/** Makes the room; it registers with the ledger and does nothing else before `begin`. */
export function createInbox(deps: InboxDeps): Inbox {
  const { store } = deps.vault
  const replies = new Replies(deps)
  deps.customer.onJoin(moveConversation)
  const listeners: ((db: WriteHandle, inbound: Inbound) => void)[] = []
  return {
    handlers: inboxHandlers({
      list: (input) => listConversations(store.read, input, metaNow(deps)),
      messages: (input) => readMessages(deps, input),
      propose: (input) => propose(deps, input),
      reply: (input, person) => reply(deps, replies, { input, person }),
      upload: (input) => uploadFile(deps.api()?.media ?? null, input),
      takeBack: (input) => replies.takeBack(input.messageId),
      saveDraft: (input) => saveDraft(deps, input),
      markRead: (input) => markRead(deps, input),
      setClosed: (input) => setClosed(deps, input),
    }),
    personalData: [messagesOfPerson, conversationOfPerson, changesOfPerson],
    begin: () => replies.begin(),
    inbound(db, event) {
      const inbound = takeInbound(deps, db, event)
      if (inbound !== null) for (const listener of listeners) listener(db, inbound)
    },
    ownPhone: (db, event) => takePhoneMessage(deps, db, event),
    change: (db, event) => takeChange(deps, db, event),
    identity: (db, event) => takeIdentity(deps, db, event),
    onInbound: (listener) => void listeners.push(listener),
    enqueue: (db, customerSeq, ...said) => replies.enqueue(db, customerSeq, said),
    recordOutbound: (db, record) => recordOutbound(deps, db, record),
    windowClosesAt: (db, customerSeq) => windowClosesAt(personBySeq(db, customerSeq)?.lastInboundAt ?? null),
    async stop() {
      replies.stop()
    },
  }
}

type Asked = { readonly input: ParsedInput<'inbox.reply'>; readonly person: string }

function reply(deps: InboxDeps, replies: Replies, { input, person }: Asked): Result<CallOutput<'inbox.reply'>> {
  const { store } = deps.vault
  const sent = store.write((db) => {
    const customer = personById(db, input.customerId)
    if (customer === undefined) return fail('customer-missing')
    const quotesWamid = input.quotes === undefined ? undefined : quotedWamid(db, customer.customerSeq, input.quotes)
    if (quotesWamid === null) return fail('message-missing')
    const enqueued = replies.enqueue(db, customer.customerSeq, [input.message, { sentBy: person, holdMs: input.holdMs, quotesWamid }])
    // What was being typed has now been said.
    if (enqueued.ok && input.message.kind === 'text')
      db.run(sql`update conversation set draft = '' where customer_seq = ${customer.customerSeq}`)
    return enqueued
  })
  if (!sent.ok) return sent
  const message = readMessage(store.read, sent.value)
  assert(message !== undefined, 'the message was written in the transaction before')
  return ok(message)
}

/** Meta's id of a message of this customer; null when it can't be quoted. */
const quotedWamid = (db: ReadHandle, customerSeq: number, messageId: string): string | null =>
  db.get<{ wamid: string | null }>(sql`select wamid from message where message_id = ${messageId} and customer_seq = ${customerSeq}`)
    ?.wamid ?? null

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
