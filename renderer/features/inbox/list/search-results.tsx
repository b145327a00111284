import type { KeyboardEvent, ReactNode } from 'react'
import { Link } from 'wouter'
import { useCall, usePages, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { MarkedWords, markedPieces } from '../../../text-match/index.ts'
import { Button, DateTime, EmptyState, ErrorStrip, Skeleton } from '../../../ui/index.ts'
import styles from './conversation-list.module.css'
import { Avatar } from './conversation-row.tsx'
import type { MessageHit } from '../types.ts'

type PersonHit = CallOutput<'search.find'>['customers'][number]
const MOST_PEOPLE = 8

type SearchResultsProps = { readonly query: string; readonly onKeyDown: (event: KeyboardEvent) => void }

/** What was found: people first, then messages and notes with what stands around the words. Each opens the chat, a message in its place. */
export function SearchResults({ query, onKeyDown }: SearchResultsProps): ReactNode {
  const { t } = useWords()
  const people = useCall('search.find', { query, kinds: ['customers'], limit: MOST_PEOPLE }, { keepPrevious: true })
  const messages = usePages('search.messages', { query })
  const customers = people.data?.customers ?? []
  const hits = messages.pages.flatMap((page) => page.hits)
  const error = people.error ?? messages.error
  if (error !== null) return <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: messages.refetch }} />
  if (people.isLoading && messages.isLoading) return <Skeleton rowHeight="chat" rows={4} />
  if (customers.length === 0 && hits.length === 0 && !people.isFetching && messages.more === null)
    return <EmptyState icon="search" title={t('inbox.search.none')} />
  return (
    // The arrow keys belong to what was found, each of which is a link.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['results']} onKeyDown={onKeyDown} data-testid="inbox-search">
      {customers.length === 0 ? null : <People customers={customers} />}
      {hits.length === 0 ? null : <Messages hits={hits} />}
      {messages.more === null ? null : (
        <Button size="small" onPress={messages.more} isBusy={messages.isFetchingMore} testId="inbox-search-more">
          {t('ui.showMore')}
        </Button>
      )}
    </div>
  )
}

function People({ customers }: { readonly customers: readonly PersonHit[] }): ReactNode {
  const { t } = useWords()
  return (
    <section aria-label={t('inbox.search.people')}>
      <h2 className={styles['kind']}>{t('inbox.search.people')}</h2>
      <ul>
        {customers.map(({ customerId, name, handle, also }) => (
          <li key={customerId}>
            <Link
              to={routes.conversation(customerId)}
              className={styles['row'] ?? ''}
              data-testid="inbox-list-row"
              data-hit=""
              data-id={customerId}
            >
              <Avatar name={name.text === '' ? handle.text : name.text} />
              <span className={styles['words']}>
                <span className={styles['name']} dir="auto">
                  <MarkedWords pieces={markedPieces(name.text === '' ? handle : name)} />
                </span>
                <span className={styles['text']} dir="auto">
                  {name.text === '' ? null : handle.text === '' ? t('ui.noNumber') : <MarkedWords pieces={markedPieces(handle)} />}
                </span>
                {also === null ? null : (
                  <span className={styles['text']} dir="auto">
                    <MarkedWords pieces={markedPieces(also)} />
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Messages({ hits }: { readonly hits: readonly MessageHit[] }): ReactNode {
  const { t } = useWords()
  return (
    <section aria-label={t('inbox.search.messages')}>
      <h2 className={styles['kind']}>{t('inbox.search.messages')}</h2>
      <ul>
        {hits.map((hit) => (
          <li key={hit.messageId}>
            <Link
              to={routes.message(hit.customerId, hit.messageId)}
              className={styles['row'] ?? ''}
              data-testid="inbox-search-message"
              data-hit=""
              data-id={hit.messageId}
            >
              <span className={styles['words']}>
                <span className={styles['line']}>
                  <span className={styles['name']} dir="auto">
                    {hit.customerName}
                  </span>
                  <span className={styles['when']}>
                    <DateTime at={hit.at} style="short" />
                  </span>
                </span>
                <span className={styles['excerpt']} dir="auto">
                  {hit.isNote ? <span className={styles['draft']}>{t('inbox.note.mark')} </span> : null}
                  <MarkedWords pieces={markedPieces(hit.excerpt)} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
