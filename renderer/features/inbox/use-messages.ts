import { usePagesBy, type PagedReading } from '../../bridge/index.ts'
import type { Message, MessagesPage } from './types.ts'

/** One conversation as far back as it was read: messages oldest first, and the newest page with window, draft and cost. */
export type MessagesReading = PagedReading<MessagesPage> & {
  readonly messages: readonly Message[]
  readonly newest: MessagesPage | undefined
}

/** Reads a conversation page by page, the newest page first. */
export function useMessages(customerId: string): MessagesReading {
  const reading = usePagesBy(
    'inbox.messages',
    { customerId },
    { next: (last) => last.olderCursor, withCursor: (input, before) => ({ ...input, before }) },
  )
  return { ...reading, messages: reading.pages.toReversed().flatMap((page) => page.messages), newest: reading.pages[0] }
}
