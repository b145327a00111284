import { useEffect, useState, type ReactNode } from 'react'
import { usePages, type CallOutput, type PagedReading } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { EmptyState } from '../../ui/index.ts'
import { ConversationList } from './list/conversation-list.tsx'
import { Conversation } from './chat/conversation.tsx'
import { CustomerCard } from './card/customer-card.tsx'
import styles from './inbox-page.module.css'
import { neighboursOf, nextChat } from './list/walk.ts'
import { useReadAheadOfChat } from './log/use-messages.ts'
import type { Filter } from './types.ts'

type InboxPageProps = {
  readonly customerId: string | null
  /** The message that the conversation is opened at. */
  readonly messageId?: string | null
}

/** The inbox: chats, one conversation, the customer's card. */
export function InboxPage({ customerId, messageId = null }: InboxPageProps): ReactNode {
  const { t } = useWords()
  const [filter, setFilter] = useState<Filter>('all')
  const [search, setSearch] = useState('')
  const [isCardOpen, setIsCardOpen] = useState(false)
  const list = usePages('inbox.list', { filter })
  useChatKeys(customerId, list)
  useNeighboursAhead(customerId, list)
  const isEmpty = list.pages[0]?.conversations.length === 0
  return (
    <div
      className={styles['inbox']}
      data-testid="inbox"
      data-chosen={customerId === null ? undefined : ''}
      data-card={isCardOpen ? '' : undefined}
    >
      <ConversationList list={list} filter={filter} onFilter={setFilter} search={search} onSearch={setSearch} currentId={customerId} />
      {customerId === null ? (
        <div className={styles['none']}>{isEmpty ? null : <EmptyState icon="message" title={t('inbox.choose')} />}</div>
      ) : (
        <>
          <Conversation
            key={customerId}
            customerId={customerId}
            messageId={messageId}
            isCardOpen={isCardOpen}
            onToggleCard={() => setIsCardOpen(!isCardOpen)}
          />
          <div className={styles['card']}>
            <CustomerCard customerId={customerId} />
          </div>
        </>
      )}
    </div>
  )
}

/** Alt+Up and Alt+Down change the chat; with Shift to one that is unread. */
function useChatKeys(customerId: string | null, { pages }: PagedReading<CallOutput<'inbox.list'>>): void {
  const go = useGo()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || (event.code !== 'ArrowUp' && event.code !== 'ArrowDown')) return
      event.preventDefault()
      const next = nextChat(
        pages.flatMap((page) => page.conversations),
        { from: customerId, step: event.code === 'ArrowDown' ? 1 : -1, isUnread: event.shiftKey },
      )
      if (next !== undefined) go(routes.conversation(next.customerId))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [pages, customerId, go])
}

/** The open chat and everything it asks for come first. */
const AHEAD_AFTER_MS = 100

/** The chats above and below the open one are where the keys lead next: they are read while nobody waits. */
function useNeighboursAhead(customerId: string | null, { pages }: PagedReading<CallOutput<'inbox.list'>>): void {
  const readAhead = useReadAheadOfChat()
  const [above, below] = neighboursOf(
    pages.flatMap((page) => page.conversations),
    customerId,
  )
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const neighbour of [below, above]) if (neighbour !== undefined) readAhead(neighbour)
    }, AHEAD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [below, above, readAhead])
}
