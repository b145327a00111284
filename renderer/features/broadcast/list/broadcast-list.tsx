import { useState, type ReactNode } from 'react'
import { call, useCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import {
  DateTime,
  EmptyState,
  ErrorStrip,
  IconButton,
  Link,
  Money,
  Page,
  Quiet,
  Skeleton,
  Stack,
  Table,
  Tabs,
  useMay,
  useToast,
  type Column,
} from '../../../ui/index.ts'
import { groupCounts } from '../run/progress.ts'
import { StateTag } from '../state-tag.tsx'
import { formatWhen } from '../time/when.ts'
import { useCopy } from '../use-copy.ts'
import { MonthSpend, Views } from './views.tsx'

type Summary = CallOutput<'broadcast.list'>['broadcasts'][number]
type Filter = 'all' | 'draft' | 'planned' | 'running' | 'done'
const filters: Readonly<Record<Filter, readonly Summary['state'][]>> = {
  all: ['draft', 'asked', 'approved', 'planned', 'missed', 'running', 'paused', 'stopped', 'finished'],
  draft: ['draft', 'asked'],
  planned: ['approved', 'planned', 'missed'],
  running: ['running', 'paused'],
  done: ['finished', 'stopped'],
}
const tabs = ['all', 'draft', 'planned', 'running', 'done'] as const

/** All broadcasts by state, with how many people got them and what they cost. */
export function BroadcastList(): ReactNode {
  const { t, number } = useWords()
  const [filter, setFilter] = useState<Filter>('all')
  const list = useCall('broadcast.list', {})
  const all = list.data?.broadcasts ?? []
  const inFilter = (one: Filter): readonly Summary[] => all.filter((broadcast) => filters[one].includes(broadcast.state))
  const newBroadcast = (
    <Link to={routes.newBroadcast()} needs="broadcast.draft" look="main" testId="broadcast-list-new">
      {t('broadcast.new')}
    </Link>
  )
  const isEmpty = list.data !== undefined && all.length === 0
  return (
    <Page
      title={t('broadcast.title')}
      aside={<MonthSpend />}
      actions={isEmpty ? undefined : newBroadcast}
      tools={<Views current="list" />}
      width="flush"
      testId="broadcast-list-page"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} rowHeight="table" /> : null}
      {isEmpty ? (
        <EmptyState
          icon="broadcast"
          title={t('broadcast.empty.title')}
          text={t('broadcast.empty.text')}
          action={newBroadcast}
          invites={{ needs: 'broadcast.draft', otherwise: t('broadcast.empty.plain') }}
          testId="broadcast-list-empty"
        />
      ) : null}
      {all.length === 0 ? null : (
        <Tabs
          label={t('broadcast.list.filter')}
          value={filter}
          onChange={setFilter}
          testId="broadcast-list-tab"
          tabs={tabs.map((id) => ({ id, label: t(`broadcast.list.${id}`), count: number(inFilter(id).length) }))}
        >
          {inFilter(filter).length === 0 ? (
            <EmptyState icon="broadcast" title={t('broadcast.list.none')} />
          ) : (
            <List rows={inFilter(filter)} />
          )}
        </Tabs>
      )}
    </Page>
  )
}

function List({ rows }: { readonly rows: readonly Summary[] }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const may = useMay()
  const actions: Column<Summary> = {
    id: 'actions',
    header: <span>{t('broadcast.column.actions')}</span>,
    align: 'end',
    width: '10%',
    cell: (row) => <Actions row={row} />,
  }
  const columns: readonly Column<Summary>[] = [
    {
      id: 'name',
      header: t('broadcast.column.broadcast'),
      isRowHeader: true,
      width: '28%',
      cell: (row) => (
        <Link to={routes.broadcast(row.broadcastId)} testId={`broadcast-list-open-${row.broadcastId}`}>
          <bdi>{row.name}</bdi>
        </Link>
      ),
    },
    {
      id: 'state',
      header: t('broadcast.column.state'),
      width: '15%',
      cell: (row) => <StateTag state={row.state} testId="broadcast-list-state" />,
    },
    {
      id: 'people',
      header: t('broadcast.column.people'),
      align: 'end',
      cell: (row) => <Count row={row} value={row.counts.matched - row.counts.skipped} />,
    },
    {
      id: 'delivered',
      header: t('broadcast.group.delivered'),
      align: 'end',
      cell: (row) => <Count row={row} value={groupCounts(row.counts).delivered} />,
    },
    {
      id: 'failed',
      header: t('broadcast.group.notDelivered'),
      align: 'end',
      cell: (row) => <Count row={row} value={groupCounts(row.counts).notDelivered} />,
    },
    {
      id: 'cost',
      header: t('broadcast.column.cost'),
      align: 'end',
      cell: (row) => (row.state === 'draft' ? <Quiet>–</Quiet> : <Money micros={row.costSoFarMicros} currency={row.currency} />),
    },
    {
      id: 'date',
      header: t('broadcast.column.date'),
      width: '15%',
      cell: (row) => <When row={row} />,
    },
    ...(may('broadcast.draft') || may('broadcast.discard') ? [actions] : []),
  ]
  return (
    <Table
      label={t('broadcast.title')}
      rows={rows}
      rowId={(row) => row.broadcastId}
      columns={columns}
      onOpen={(row) => go(routes.broadcast(row.broadcastId))}
      testId="broadcast-list"
    />
  )
}

/** A count; a draft has none yet. */
function Count({ row, value }: { readonly row: Summary; readonly value: number }): ReactNode {
  const { number } = useWords()
  return row.state === 'draft' ? <Quiet>–</Quiet> : number(value)
}

/** When it begins or should have begun; else when it was last taken on. */
function When({ row }: { readonly row: Summary }): ReactNode {
  const words = useWords()
  if (row.plannedAt !== null && (row.state === 'planned' || row.state === 'missed'))
    return <time dateTime={new Date(row.plannedAt).toISOString()}>{formatWhen(row.plannedAt, words)}</time>
  return <DateTime at={row.finishedAt ?? row.startedAt ?? row.approvedAt ?? row.createdAt} style="short" />
}

function Actions({ row }: { readonly row: Summary }): ReactNode {
  const { t } = useWords()
  const copy = useCopy()
  const discard = useDiscard()
  return (
    <Stack isRow gap={1} align="end">
      <IconButton
        icon="copy"
        size="small"
        label={t('broadcast.copyOf', { name: row.name })}
        onPress={() => void copy(row.broadcastId)}
        needs="broadcast.draft"
        testId={`broadcast-list-copy-${row.broadcastId}`}
      />
      {row.state === 'draft' ? (
        <IconButton
          icon="trash"
          size="small"
          label={t('broadcast.discardOf', { name: row.name })}
          onPress={() => void discard(row)}
          needs="broadcast.discard"
          testId={`broadcast-list-discard-${row.broadcastId}`}
        />
      ) : null}
    </Stack>
  )
}

/** Throws a draft away and offers to bring it back: the content is still in hand. */
function useDiscard(): (row: Summary) => Promise<void> {
  const { t } = useWords()
  const toast = useToast()
  return async (row) => {
    const kept = await call('broadcast.get', { broadcastId: row.broadcastId })
    const gone = kept.ok ? await call('broadcast.discard', { broadcastId: row.broadcastId }) : kept
    if (!gone.ok || !kept.ok) {
      if (!gone.ok) toast({ text: t(`errors.${gone.error.code}.what`), tone: 'trouble' })
      return
    }
    const { content } = kept.value
    toast({
      text: t('broadcast.discarded', { name: row.name }),
      action: { label: t('ui.undo'), onAction: () => void call('broadcast.draft', { content }) },
    })
  }
}
