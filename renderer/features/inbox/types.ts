import type { CallOutput } from '../../bridge/index.ts'

/** One message of a conversation. */
export type Message = CallOutput<'inbox.reply'>
/** One row of the list of chats. */
export type ConversationRow = CallOutput<'inbox.list'>['conversations'][number]
/** A newest-first page of one conversation. */
export type MessagesPage = CallOutput<'inbox.messages'>
/** What every page says of the conversation itself: its window, its draft, whose it is, what a reply costs. */
export type ChatStanding = Omit<MessagesPage, 'messages' | 'olderCursor' | 'newerCursor'>
/** A quick reply, filled in for one customer. */
export type FilledQuickReply = CallOutput<'quickReply.list'>['quickReplies'][number]
/** Which chats the list shows. */
export type Filter = keyof CallOutput<'inbox.counts'>['counts']
/** One of the staff, as the others see them. */
export type StaffMember = CallOutput<'staff.list'>['members'][number]
/** A message that was found, with what stands around the words looked for. */
export type MessageHit = CallOutput<'search.messages'>['hits'][number]
