import { useEffect, useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { EmptyState } from '../../ui/index.ts'
import { ConversationList } from './conversation-list.tsx'
import { Conversation } from './conversation.tsx'
import { CustomerCard } from './customer-card.tsx'
import styles from './inbox-page.module.css'
import type { Filter } from './types.ts'

/** The inbox: chats, one conversation, the customer's card. */
export function InboxPage({ customerId }: { readonly customerId: string | null }): ReactNode {
  const { t } = useWords()
  const [filter, setFilter] = useState<Filter>('all')
  const [search, setSearch] = useState('')
  const [isCardOpen, setIsCardOpen] = useState(false)
  const row = useRow(customerId)
  const isEmpty = useChatKeys(customerId, filter, search)
  return (
    <div
      className={styles['inbox']}
      data-testid="inbox"
      data-chosen={customerId === null ? undefined : ''}
      data-card={isCardOpen ? '' : undefined}
    >
      <ConversationList filter={filter} onFilter={setFilter} search={search} onSearch={setSearch} currentId={customerId} />
      {customerId === null ? (
        <div className={styles['none']}>{isEmpty ? null : <EmptyState icon="message" title={t('inbox.choose')} />}</div>
      ) : (
        <>
          <Conversation
            key={customerId}
            customerId={customerId}
            isClosed={row?.closed ?? false}
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

/** The row of the open chat, whatever the list is filtered by. */
function useRow(customerId: string | null): { readonly closed: boolean } | undefined {
  const all = useCall('inbox.list', { filter: 'closed', limit: 500 }, { isEnabled: customerId !== null })
  return all.data?.conversations.find((row) => row.customerId === customerId)
}

/** Alt+Up and Alt+Down change the chat; with Shift to one that is unread. Answers true when there is no chat at all. */
function useChatKeys(customerId: string | null, filter: Filter, search: string): boolean {
  const go = useGo()
  const list = useCall('inbox.list', { filter, search, limit: 200 }, { keepPrevious: true })
  const conversations = list.data?.conversations
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || (event.code !== 'ArrowUp' && event.code !== 'ArrowDown') || conversations === undefined) return
      event.preventDefault()
      const step = event.code === 'ArrowDown' ? 1 : -1
      const here = conversations.findIndex((row) => row.customerId === customerId)
      const order = step === 1 ? conversations.slice(here + 1) : conversations.slice(0, Math.max(0, here)).toReversed()
      const next = event.shiftKey ? order.find((row) => row.unread > 0) : order[0]
      if (next !== undefined) go(routes.conversation(next.customerId))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [conversations, customerId, go])
  return list.data?.counts.all === 0
}
