import type { CallOutput } from '../../bridge/index.ts'

/** One message of a conversation. */
export type Message = CallOutput<'inbox.reply'>
/** One row of the list of chats. */
export type ConversationRow = CallOutput<'inbox.list'>['conversations'][number]
/** A newest-first page of one conversation. */
export type MessagesPage = CallOutput<'inbox.messages'>
/** A quick reply, filled in for one customer. */
export type FilledQuickReply = CallOutput<'quickReply.list'>['quickReplies'][number]
/** Which chats the list shows. */
export type Filter = 'all' | 'unread' | 'closing' | 'closed'
