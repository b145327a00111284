import type { ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { EmptyState, ErrorStrip, Link, Page, Quiet, Skeleton, Table, type Column } from '../../../ui/index.ts'
import { MonthSpend, Views } from '../list/views.tsx'
import { formatWhen } from '../time/when.ts'
import { ruleWords } from './rule-words.ts'
import { SeriesState } from './series-state.tsx'

type Row = CallOutput<'series.list'>['series'][number]

/** All broadcasts that come round, those that are on first. */
export function SeriesListPage(): ReactNode {
  const words = useWords()
  const { t, number } = words
  const go = useGo()
  const list = useCall('series.list', {})
  const rows = list.data?.series ?? []
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      header: t('series.name'),
      isRowHeader: true,
      width: '26%',
      cell: (row) => (
        <Link to={routes.series(row.seriesId)} testId={`series-open-${row.seriesId}`}>
          <bdi>{row.name}</bdi>
        </Link>
      ),
    },
    { id: 'rule', header: t('series.when'), cell: (row) => ruleWords(row.rule, words) },
    { id: 'state', header: t('broadcast.column.state'), width: '16%', cell: (row) => <SeriesState series={row} /> },
    {
      id: 'next',
      header: t('series.nextOne'),
      width: '18%',
      cell: (row) => (row.nextAt === null || row.state !== 'on' ? <Quiet>–</Quiet> : formatWhen(row.nextAt, words)),
    },
    { id: 'times', header: t('series.times'), align: 'end', width: '10%', cell: (row) => number(row.times) },
  ]
  const newSeries = (
    <Link to={routes.newSeries()} needs="series.save" look="main" testId="series-new">
      {t('series.new')}
    </Link>
  )
  const isEmpty = list.data !== undefined && rows.length === 0
  return (
    <Page
      title={t('broadcast.title')}
      aside={<MonthSpend />}
      actions={isEmpty ? undefined : newSeries}
      tools={<Views current="series" />}
      width="flush"
      testId="series-list-page"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={4} rowHeight="table" /> : null}
      {isEmpty ? (
        <EmptyState
          icon="refresh"
          title={t('series.empty')}
          text={t('series.emptyText')}
          action={newSeries}
          invites={{ needs: 'series.save', otherwise: t('series.empty.plain') }}
        />
      ) : null}
      {rows.length === 0 ? null : (
        <Table
          label={t('broadcast.view.series')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.seriesId}
          onOpen={(row) => go(routes.series(row.seriesId))}
          testId="series-list"
        />
      )}
    </Page>
  )
}
