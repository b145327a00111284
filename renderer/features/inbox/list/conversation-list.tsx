import { useCallback, useState, type ReactNode } from 'react'
import { useShell, type CallOutput, type PagedReading } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, EmptyState, ErrorStrip, IconButton, Link, Menu, SearchField, Skeleton, Tabs, VirtualList } from '../../../ui/index.ts'
import { ConversationLink } from './conversation-row.tsx'
import styles from './conversation-list.module.css'
import { moreFilters, shownFilters } from './filters.ts'
import { SearchResults } from './search-results.tsx'
import { InboxSettings } from '../settings/inbox-settings.tsx'
import type { Filter } from '../types.ts'
import { useHitKeys } from './use-hit-keys.ts'

/** Row heights of the two densities: three lines. */
const ROW_HEIGHT = { comfortable: 74, compact: 64 } as const

type ConversationListProps = {
  readonly list: PagedReading<CallOutput<'inbox.list'>>
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly currentId: string | null
}

/** The chats, latest first, by list; while something is looked for, the people and messages that were found. */
export function ConversationList(props: ConversationListProps): ReactNode {
  const { search, onSearch } = props
  const { t } = useWords()
  const { pane, onKeyDown } = useHitKeys()
  return (
    <section ref={pane} className={styles['pane']} aria-label={t('inbox.list')} data-pane="" data-testid="inbox-list">
      <h1 className={styles['title']}>{t('inbox.title')}</h1>
      {/* Arrows and Enter lead from the field into what was found. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles['search']} onKeyDown={onKeyDown}>
        <SearchField label={t('inbox.search')} value={search} onChange={onSearch} testId="inbox-list-search" />
      </div>
      {search.trim() === '' ? <Lists {...props} /> : <SearchResults query={search.trim()} onKeyDown={onKeyDown} />}
    </section>
  )
}

function Lists(props: ConversationListProps): ReactNode {
  const { filter, onFilter, list } = props
  const { t, number } = useWords()
  const counts = list.pages[0]?.counts
  const [isSetting, setIsSetting] = useState(false)
  const count = (id: Filter): string | undefined => (counts === undefined ? undefined : number(counts[id]))
  return (
    <div className={styles['lists']}>
      <Tabs
        label={t('inbox.filters')}
        value={filter}
        onChange={onFilter}
        testId="inbox-filter"
        tabs={shownFilters(filter).map((id) => ({ id, label: t(`inbox.filter.${id}`), count: count(id) }))}
      >
        <Rows {...props} />
      </Tabs>
      <span className={styles['moreLists']}>
        <Menu
          label={t('inbox.filters.more')}
          trigger={<IconButton icon="more" size="small" label={t('inbox.filters.more')} testId="inbox-filter-more" />}
          actions={[
            ...moreFilters.map((id) => ({
              id: `filter-${id}`,
              label: t(`inbox.filter.${id}`),
              aside: count(id),
              onAction: () => onFilter(id),
            })),
            { id: 'settings', label: t('inbox.settings'), onAction: () => setIsSetting(true) },
          ]}
        />
      </span>
      {isSetting ? <InboxSettings onClose={() => setIsSetting(false)} /> : null}
    </div>
  )
}

function Rows(props: ConversationListProps): ReactNode {
  const { list, currentId, filter } = props
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
  return (
    <VirtualList
      label={t('inbox.list')}
      rows={rows}
      rowId={(row) => row.customerId}
      rowHeight={ROW_HEIGHT[shell?.preferences.density ?? 'comfortable']}
      renderRow={renderRow}
      total={Math.max(list.pages[0]?.counts[filter] ?? 0, rows.length)}
      onEnd={list.more}
      testId="inbox-list-rows"
    />
  )
}

/** No chat at all, or none in this list. */
function NoRows({ list, filter, onFilter }: ConversationListProps): ReactNode {
  const { t } = useWords()
  const counts = list.pages[0]?.counts
  if (counts !== undefined && counts.all + counts.closed + counts.snoozed === 0) {
    const offer = (
      <Link to={routes.settingsPage('profile')} look="main" testId="inbox-empty-qr">
        {t('inbox.empty.showQr')}
      </Link>
    )
    return <EmptyState icon="inbox" title={t('inbox.empty.title')} text={t('inbox.empty.text')} action={offer} testId="inbox-empty" />
  }
  const showAll = <Button onPress={() => onFilter('all')}>{t('inbox.empty.showAll')}</Button>
  return <EmptyState icon="inbox" title={t(`inbox.empty.${filter}`)} action={showAll} testId="inbox-list-none" />
}
