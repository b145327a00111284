import { usePagesBy, type PagedReading } from '../../bridge/index.ts'
import type { Message, MessagesPage } from './types.ts'

/** A part of one conversation: messages oldest first, and a page with window, draft and cost. */
export type MessagesReading = PagedReading<MessagesPage> & {
  readonly messages: readonly Message[]
  readonly newest: MessagesPage | undefined
  /** False while an older part is read, which ends before the newest message. */
  readonly isAtNewest: boolean
}

/** So many pages stand on screen at once, however long the conversation is: what is far from the one being read goes. */
const MOST_PAGES = 8

/**
 * Reads a conversation page by page, in both directions.
 * @param around the message to begin at; null begins at the newest
 */
export function useMessages(customerId: string, around: string | null): MessagesReading {
  const reading = usePagesBy('inbox.messages', around === null ? { customerId } : { customerId, around }, {
    next: (last) => last.olderCursor,
    withCursor: (input, before) => ({ customerId: input.customerId, before }),
    back: { before: (first) => first.newerCursor, withCursor: (input, after) => ({ customerId: input.customerId, after }) },
    mostPages: MOST_PAGES,
  })
  const [first] = reading.pages
  return {
    ...reading,
    messages: reading.pages.toReversed().flatMap((page) => page.messages),
    newest: first,
    isAtNewest: first?.newerCursor === null,
  }
}
