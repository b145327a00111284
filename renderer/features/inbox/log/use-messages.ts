import { replaceEqualDeep } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { usePagesBy, useReadAhead, type PagedReading, type PagesOptions } from '../../../bridge/index.ts'
import type { ChatStanding, Message, MessagesPage } from '../types.ts'

/** A part of one conversation: messages oldest first, and how the conversation stands. */
export type MessagesReading = PagedReading<MessagesPage> & {
  readonly messages: readonly Message[]
  readonly standing: ChatStanding | undefined
  /** False while an older part is read, which ends before the newest message. */
  readonly isAtNewest: boolean
}

/** So many pages stand on screen at once, however long the conversation is: what is far from the one being read goes. */
const MOST_PAGES = 10
/** Fills any window, and no more: a chat that is opened is drawn at once, and a page more costs no frame. */
const PAGE = 40

const options: PagesOptions<'inbox.messages'> = {
  next: (last) => last.olderCursor,
  withCursor: (input, before) => ({ customerId: input.customerId, before, limit: PAGE }),
  back: { before: (first) => first.newerCursor, withCursor: (input, after) => ({ customerId: input.customerId, after, limit: PAGE }) },
  mostPages: MOST_PAGES,
  readsOn: true,
}

const newestPart = (customerId: string) => ({ customerId, limit: PAGE })

/** Reads what a conversation shows when it is opened. @returns does it for a customer, unless it is fresh already */
export function useReadAheadOfChat(): (customerId: string) => void {
  const ahead = useReadAhead()
  return useCallback(
    (customerId) => {
      ahead.call('customer.get', { customerId })
      ahead.pages('inbox.messages', newestPart(customerId), options)
    },
    [ahead],
  )
}

/**
 * Reads a conversation page by page, in both directions.
 * @param around the message to begin at; null begins at the newest
 */
export function useMessages(customerId: string, around: string | null): MessagesReading {
  const reading = usePagesBy('inbox.messages', around === null ? newestPart(customerId) : { customerId, around }, options)
  const { pages } = reading
  const [first] = pages
  // The same list as long as nothing changed, so that nothing is drawn anew.
  const messages = useMemo(() => pages.toReversed().flatMap((page) => page.messages), [pages])
  return {
    ...reading,
    messages,
    standing: useStanding(first),
    isAtNewest: first?.newerCursor === null,
  }
}

/** Each page says it again: it stays the same object until something of it changes, so that head and box are not drawn anew for a page. */
function useStanding(page: MessagesPage | undefined): ChatStanding | undefined {
  const [before, setBefore] = useState<ChatStanding>()
  if (page === undefined) return undefined
  const { messages: _messages, olderCursor: _older, newerCursor: _newer, ...said } = page
  const standing = replaceEqualDeep(before, said)
  if (standing !== before) setBefore(standing)
  return standing
}
