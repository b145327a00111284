import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallContext } from '../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { blockedPeople, setBlocked } from './blocking.ts'
import { assignByCall, closeByCall, snoozeByCall, type ClosedListener } from './by-hand.ts'
import { markRead, saveDraft } from './conversation.ts'
import type { Inbound, InboxDeps, Outbound } from './face.ts'
import { countLists, type ListView } from './lists.ts'
import { addNote, notesOf, removeNote } from './notes.ts'
import { personById } from './people.ts'
import type { PresenceBoard } from './presence.ts'
import { propose } from './proposal.ts'
import { listConversations } from './read-conversations.ts'
import { readMessage, readMessages } from './read-messages.ts'
import { metaNow } from './meta-now.ts'
import type { Replies } from './replies.ts'
import type { InboxCalls } from './router.ts'
import type { Sleepers } from './snoozed.ts'
import { uploadFile } from './upload.ts'

/** Other rooms that hear what happens, inside the transaction in which it does. */
export type Listeners = {
  readonly inbound: ((db: WriteHandle, inbound: Inbound) => void)[]
  readonly outbound: ((db: WriteHandle, outbound: Outbound) => void)[]
  readonly closed: ClosedListener[]
}

export function tell<T>(listeners: readonly ((db: WriteHandle, what: T) => void)[], db: WriteHandle, what: T): void {
  for (const listener of listeners) listener(db, what)
}

type Parts = { readonly replies: Replies; readonly sleepers: Sleepers; readonly presence: PresenceBoard; readonly listeners: Listeners }
type Caller = Pick<CallContext, 'person' | 'role'>

/** What each call does. */
export function callsOf(deps: InboxDeps, { replies, sleepers, presence, listeners }: Parts): InboxCalls {
  const { read } = deps.vault.store
  const me = (caller: Caller) => deps.staff.me(read, caller)
  const viewOf = (caller: Caller): ListView => ({ now: metaNow(deps), staffSeq: me(caller)?.staffSeq })
  return {
    list: (input, caller) => listConversations(read, input, viewOf(caller)),
    counts: (_input, caller) => ok(countLists(read, viewOf(caller))),
    messages: (input, caller) => readMessages(deps, input, presence.others(input.customerId, me(caller)?.staffSeq)),
    present(input, caller) {
      const who = me(caller)
      return who === undefined ? ok({}) : presence.tell(who, input)
    },
    propose: (input) => propose(deps, input),
    reply: (input, person) => reply(deps, replies, { input, person }),
    upload: (input) => uploadFile(deps.api()?.media ?? null, input),
    takeBack: (input) => replies.takeBack(input.messageId),
    saveDraft: (input) => saveDraft(deps, input),
    markRead: (input) => markRead(deps, input),
    setClosed: (input) => closeByCall(deps, input, listeners.closed),
    assign: (input) => assignByCall(deps, input),
    snooze: (input) => snoozeByCall(deps, sleepers, input),
    addNote: (input, person) => note(deps, input, person),
    removeNote: (input) => removeNote(deps, input),
    notes: (input) => notesOf(read, input),
    blocked: () => ok({ people: blockedPeople(read) }),
    setBlocked: (input) => setBlocked(deps, input),
  }
}

function note(deps: InboxDeps, input: ParsedInput<'inbox.addNote'>, person: string): Result<CallOutput<'inbox.addNote'>> {
  const added = addNote(deps, input, person)
  return added.ok ? ok(shown(deps, added.value)) : added
}

function shown(deps: InboxDeps, messageId: string): CallOutput<'inbox.reply'> {
  const message = readMessage(deps.vault.store.read, messageId)
  assert(message !== undefined, 'the message was written in the transaction before')
  return message
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
  return sent.ok ? ok(shown(deps, sent.value)) : sent
}

/** Meta's id of a message of this customer; null when it can't be quoted. */
const quotedWamid = (db: ReadHandle, customerSeq: number, messageId: string): string | null =>
  db.get<{ wamid: string | null }>(sql`select wamid from message where message_id = ${messageId} and customer_seq = ${customerSeq}`)
    ?.wamid ?? null
