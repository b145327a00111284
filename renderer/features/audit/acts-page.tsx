import { parseDate } from '@internationalized/date'
import { useEffect, useState, type ReactNode } from 'react'
import { usePages } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Button, Card, ErrorStrip, Link, Quiet, Skeleton, Stack, Strip, VirtualList } from '../../ui/index.ts'
import { ActRow } from './act-row.tsx'
import styles from './audit.module.css'
import { CheckCard } from './check-card.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { ExportCard } from './export-card.tsx'
import { FilterFields, noFilter } from './filter-fields.tsx'
import type { Entry, Filter, Wanted } from './types.ts'

const ROW_HEIGHT = 64

/** What the engine is asked for: days begin and end in the shop's time zone. */
function wantedOf(filter: Filter, timeZone: string, customerId: string | null): Wanted {
  const startOf = (day: string, days: number): number => parseDate(day).add({ days }).toDate(timeZone).getTime()
  return {
    ...(filter.person === '' ? {} : { person: filter.person }),
    ...(filter.act === '' ? {} : { act: filter.act }),
    ...(filter.since === '' ? {} : { since: startOf(filter.since, 0) }),
    ...(filter.until === '' ? {} : { until: startOf(filter.until, 1) - 1 }),
    ...(customerId === null ? {} : { customerId }),
  }
}

/** The log of acts: whether it is whole, and who did what, by day. */
export function ActsPage({ customerId = null }: { readonly customerId?: string | null }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Quiet>{t('audit.lead')}</Quiet>
      <ActsCard customerId={customerId} />
      <CheckCard />
      <ExportCard />
    </>
  )
}

function ActsCard({ customerId }: { readonly customerId: string | null }): ReactNode {
  const { t, timeZone } = useWords()
  const [filter, setFilter] = useState(noFilter)
  const list = usePages('audit.list', wantedOf(filter, timeZone, customerId))
  const { refetch } = list
  // Acts of others are not announced; whoever comes here reads them anew.
  useEffect(refetch, [refetch])
  const first = list.pages[0]
  return (
    <Card
      title={t('audit.title')}
      testId="acts"
      actions={
        <Stack isRow gap={2}>
          {first === undefined ? null : (
            <Quiet isSmall>{t(first.isTotalMore ? 'audit.entriesMore' : 'audit.entries', { count: first.total })}</Quiet>
          )}
          <Button icon="refresh" size="small" onPress={list.refetch} isBusy={list.isFetching} testId="acts-refresh">
            {t('audit.refresh')}
          </Button>
        </Stack>
      }
    >
      {customerId === null ? null : (
        <Strip tone="info">
          {t('audit.filter.customer')} <Link to={routes.settingsPage('acts')}>{t('audit.filter.clear')}</Link>
        </Strip>
      )}
      <FilterFields filter={filter} onChange={setFilter} />
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} /> : null}
      {first === undefined ? null : (
        <Rows
          entries={list.pages.flatMap((page) => page.entries)}
          total={first.total}
          onEnd={list.isFetchingMore ? null : list.more}
          none={filter === noFilter && customerId === null ? t('audit.none') : t('audit.noneFound')}
        />
      )}
    </Card>
  )
}

type RowsProps = { readonly entries: readonly Entry[]; readonly total: number; readonly onEnd: (() => void) | null; readonly none: string }

function Rows({ entries, total, onEnd, none }: RowsProps): ReactNode {
  const { t } = useWords()
  const [shown, setShown] = useState<Entry | null>(null)
  if (entries.length === 0) return <Quiet>{none}</Quiet>
  const before = new Map(entries.map((entry, index) => [entry.index, entries[index - 1]?.at ?? null]))
  return (
    <>
      <div className={styles['list']} style={{ blockSize: `${Math.min(entries.length, 10) * ROW_HEIGHT + 1}px` }}>
        <VirtualList
          label={t('audit.title')}
          rows={entries}
          rowId={(entry) => String(entry.index)}
          rowHeight={ROW_HEIGHT}
          total={total}
          onEnd={onEnd}
          testId="acts-list"
          renderRow={(entry) => <ActRow entry={entry} above={before.get(entry.index) ?? null} onOpen={setShown} />}
        />
      </div>
      {shown === null ? null : <EntryDialog entry={shown} onClose={() => setShown(null)} />}
    </>
  )
}
