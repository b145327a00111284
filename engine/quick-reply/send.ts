import type { OutgoingMessage } from '#contract/ipc/inbox.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { Inbox } from '../inbox/index.ts'
import type { OpenVault, WriteHandle } from '../store/index.ts'
import { countUse, quotedWamid, readerOf } from './queries.ts'

type Outgoing = z.infer<typeof OutgoingMessage>
type Input = ParsedInput<'quickReply.send'>

/** What sending needs of the conversations. */
export type Chat = {
  readonly inbox: Pick<Inbox, 'enqueue'>
  /** Takes a message back that has not left. */
  takeBack(messageId: string): void
  /** Empties the unsent text of a conversation: it has now been said. */
  clearDraft(customerId: string): void
}

/** Says the text and then the products; where the products are refused, the text does not go either. */
export function sendReply(
  { vault, chat }: { readonly vault: OpenVault; readonly chat: Chat },
  input: Input,
  person: string,
): Result<CallOutput<'quickReply.send'>> {
  return vault.store.write((db) => {
    const reader = readerOf(db, input.customerId)
    if (reader === undefined) return fail('customer-missing')
    const quotesWamid = input.quotes === undefined ? undefined : quotedWamid(db, reader.customerSeq, input.quotes)
    if (quotesWamid === null) return fail('message-missing')
    const say = (message: Outgoing) =>
      chat.inbox.enqueue(db, reader.customerSeq, message, { sentBy: person, holdMs: input.holdMs, quotesWamid })
    const sent = sayAll(chat, say, input)
    if (!sent.ok) return sent
    noteSent(chat, db, input)
    return ok({ messageIds: [...sent.value] })
  })
}

function sayAll(chat: Chat, say: (message: Outgoing) => Result<MessageId>, { text, retailerIds }: Input): Result<readonly MessageId[]> {
  const first = say({ kind: 'text', text })
  if (!first.ok) return first
  if (retailerIds.length === 0) return ok([first.value])
  const second = say({ kind: 'products', retailerIds: [...retailerIds], text: '' })
  if (!second.ok) chat.takeBack(first.value)
  return second.ok ? ok([first.value, second.value]) : second
}

/** A quick reply that was removed meanwhile has still been said. */
function noteSent(chat: Chat, db: WriteHandle, { customerId, quickReplyId }: Input): void {
  countUse(db, quickReplyId)
  chat.clearDraft(customerId)
}
