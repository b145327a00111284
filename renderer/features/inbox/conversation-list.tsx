import { useCallback, type ReactNode } from 'react'
import { usePages, useShell } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Button, EmptyState, ErrorStrip, Link, SearchField, Skeleton, Tabs, VirtualList } from '../../ui/index.ts'
import { ConversationLink } from './conversation-row.tsx'
import styles from './conversation-list.module.css'
import type { Filter } from './types.ts'

const filters: readonly Filter[] = ['all', 'unread', 'closing', 'closed']
/** Row heights of the two densities; the same as --row-chat plus the second line. */
const ROW_HEIGHT = { comfortable: 68, compact: 56 } as const

type ConversationListProps = {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly currentId: string | null
}

/** The chats, latest first, with search and filters; each row says how long the reply window is open. */
export function ConversationList(props: ConversationListProps): ReactNode {
  const { filter, onFilter, search, onSearch } = props
  const { t, number } = useWords()
  const list = usePages('inbox.list', { filter, search })
  const counts = list.pages[0]?.counts
  return (
    <section className={styles['pane']} aria-label={t('inbox.list')} data-pane="" data-testid="inbox-list">
      <h1 className={styles['title']}>{t('inbox.title')}</h1>
      <div className={styles['search']}>
        <SearchField label={t('inbox.search')} value={search} onChange={onSearch} testId="inbox-list-search" />
      </div>
      <Tabs
        label={t('inbox.filters')}
        value={filter}
        onChange={onFilter}
        testId="inbox-filter"
        tabs={filters.map((id) => ({ id, label: t(`inbox.filter.${id}`), ...(counts === undefined ? {} : { count: number(counts[id]) }) }))}
      >
        <Rows {...props} list={list} />
      </Tabs>
    </section>
  )
}

type RowsProps = ConversationListProps & { readonly list: ReturnType<typeof usePages<'inbox.list'>> }

function Rows(props: RowsProps): ReactNode {
  const { list, currentId, filter, search } = props
  const { t } = useWords()
  const { data: shell } = useShell()
  const renderRow = useCallback(
    (row: Parameters<typeof ConversationLink>[0]['row']) => <ConversationLink row={row} isCurrent={row.customerId === currentId} />,
    [currentId],
  )
  const rows = list.pages.flatMap((page) => page.conversations)
  if (list.error !== null && rows.length === 0)
    return <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />
  if (list.isLoading) return <Skeleton rowHeight="chat" rows={8} />
  if (rows.length === 0) return <NoRows {...props} />
  const counted = search === '' ? (list.pages[0]?.counts[filter] ?? 0) : 0
  return (
    <VirtualList
      label={t('inbox.list')}
      rows={rows}
      rowId={(row) => row.customerId}
      rowHeight={ROW_HEIGHT[shell?.preferences.density ?? 'comfortable']}
      renderRow={renderRow}
      total={Math.max(counted, rows.length)}
      onEnd={list.more}
      testId="inbox-list-rows"
    />
  )
}

/** No chat at all, or none that fits what is searched for. */
function NoRows({ filter, search, onFilter, onSearch }: RowsProps): ReactNode {
  const { t } = useWords()
  if (filter === 'all' && search === '') {
    const offer = (
      <Link to={routes.newBroadcast()} look="button">
        {t('inbox.empty.broadcast')}
      </Link>
    )
    return <EmptyState icon="inbox" title={t('inbox.empty.title')} text={t('inbox.empty.text')} action={offer} testId="inbox-empty" />
  }
  const showAll = (): void => {
    onFilter('all')
    onSearch('')
  }
  return <EmptyState icon="search" title={t('inbox.empty.filter')} action={<Button onPress={showAll}>{t('inbox.empty.showAll')}</Button>} />
}
