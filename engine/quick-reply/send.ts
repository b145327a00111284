import type { OutgoingMessage } from '#contract/ipc/inbox.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { Inbox } from '../inbox/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import { countUse, quotedWamid, readerOf } from './queries.ts'

type Outgoing = z.infer<typeof OutgoingMessage>
type Input = ParsedInput<'quickReply.send'>

export type AttachedFile = CallOutput<'media.attach'>

/** What quick replies need of the files that the shop keeps. */
export type ReplyFiles = {
  /** Undefined for what is no file of the shop, or is gone. */
  shopFile(db: ReadHandle, mediaFileId: string): AttachedFile | undefined
}

/** What sending needs of the conversations. */
export type Chat = {
  readonly inbox: Pick<Inbox, 'enqueue'>
  /** Takes a message back that has not left. */
  takeBack(messageId: string): void
  /** Empties the unsent text of a conversation: it has now been said. */
  clearDraft(customerId: string): void
}

type Sending = { readonly vault: OpenVault; readonly chat: Chat; readonly files: ReplyFiles }

/** Says the text, then its files and its products; where one of them is refused, nothing goes. */
export function sendReply({ vault, chat, files }: Sending, input: Input, person: string): Result<CallOutput<'quickReply.send'>> {
  return vault.store.write((db) => {
    const reader = readerOf(db, input.customerId)
    if (reader === undefined) return fail('customer-missing')
    const quotesWamid = input.quotes === undefined ? undefined : quotedWamid(db, reader.customerSeq, input.quotes)
    if (quotesWamid === null) return fail('message-missing')
    const say = (message: Outgoing) =>
      chat.inbox.enqueue(db, reader.customerSeq, message, { sentBy: person, holdMs: input.holdMs, quotesWamid })
    const messages = messagesOf(files, db, input)
    const sent = messages.ok ? sayAll(chat, say, messages.value) : messages
    if (!sent.ok) return sent
    noteSent(chat, db, input)
    return ok({ messageIds: [...sent.value] })
  })
}

/** Error: media-gone. */
function messagesOf(files: ReplyFiles, db: ReadHandle, { text, mediaFileIds, retailerIds }: Input): Result<readonly Outgoing[]> {
  const attached = mediaFileIds.map((mediaFileId) => files.shopFile(db, mediaFileId))
  const known = attached.filter((one) => one !== undefined)
  return known.length < attached.length ? fail('media-gone') : ok([{ kind: 'text', text }, ...whatFollows(known, retailerIds)])
}

/** What goes out after the text: files in their order, then the products. */
export const whatFollows = (files: readonly AttachedFile[], retailerIds: readonly string[]): Outgoing[] => [
  ...files.map(({ file, as }) => ({
    kind: 'file' as const,
    mediaFileId: file.mediaFileId,
    as,
    caption: '',
    fileName: as === 'document' ? file.name : '',
  })),
  ...(retailerIds.length === 0 ? [] : [{ kind: 'products' as const, retailerIds: [...retailerIds], text: '' }]),
]

function sayAll(chat: Chat, say: (message: Outgoing) => Result<MessageId>, messages: readonly Outgoing[]): Result<readonly MessageId[]> {
  const said: MessageId[] = []
  for (const message of messages) {
    const one = say(message)
    if (one.ok) said.push(one.value)
    else {
      for (const messageId of said) chat.takeBack(messageId)
      return one
    }
  }
  return ok(said)
}

/** A quick reply that was removed meanwhile has still been said. */
function noteSent(chat: Chat, db: WriteHandle, { customerId, quickReplyId }: Input): void {
  countUse(db, quickReplyId)
  chat.clearDraft(customerId)
}
