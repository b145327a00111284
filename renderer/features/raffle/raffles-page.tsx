import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { Button, DateTime, EmptyState, ErrorStrip, Link, Page, Skeleton, Table } from '../../ui/index.ts'
import { RaffleDialog } from './raffle-dialog.tsx'
import { StateTag } from './state-tag.tsx'
import type { Raffle } from './types.ts'

/** All raffles with where each stands. */
export function RafflesPage(): ReactNode {
  const { t, number } = useWords()
  const [isMaking, setIsMaking] = useState(false)
  const list = useCall('raffle.list', {})
  const raffles = list.data?.raffles ?? []
  const add = (
    <Button variant="main" icon="plus" onPress={() => setIsMaking(true)} needs="raffle.save" testId="raffles-new">
      {t('raffle.new')}
    </Button>
  )
  return (
    <Page
      title={t('raffle.title')}
      aside={list.data === undefined ? null : number(raffles.length)}
      actions={raffles.length === 0 ? null : add}
      width="flush"
      testId="raffles-page"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} rowHeight="table" /> : null}
      {list.data !== undefined && raffles.length === 0 ? (
        <EmptyState
          icon="coupon"
          title={t('raffle.empty.title')}
          text={t('raffle.empty.text')}
          action={add}
          invites={{ needs: 'raffle.save', otherwise: t('raffle.empty.plain') }}
          testId="raffles-empty"
        />
      ) : null}
      {raffles.length === 0 ? null : <Raffles raffles={raffles} />}
      {isMaking ? <RaffleDialog raffle={null} onClose={() => setIsMaking(false)} /> : null}
    </Page>
  )
}

function Raffles({ raffles }: { readonly raffles: readonly Raffle[] }): ReactNode {
  const { t, number } = useWords()
  const go = useGo()
  return (
    <Table<Raffle>
      label={t('raffle.title')}
      rows={raffles}
      rowId={(row) => row.raffleId}
      onOpen={(row) => go(routes.raffle(row.raffleId))}
      testId="raffles-table"
      columns={[
        {
          id: 'name',
          header: t('raffle.column.name'),
          isRowHeader: true,
          cell: (row) => (
            <Link to={routes.raffle(row.raffleId)} testId={`raffles-open-${row.raffleId}`}>
              {row.name}
            </Link>
          ),
        },
        { id: 'prize', header: t('raffle.column.prize'), cell: (row) => row.prize },
        { id: 'state', header: t('raffle.column.state'), cell: (row) => <StateTag state={row.state} /> },
        { id: 'entries', header: t('raffle.column.entries'), align: 'end', cell: (row) => number(row.entries) },
        { id: 'winners', header: t('raffle.column.winners'), align: 'end', cell: (row) => number(row.winners) },
        { id: 'seedAt', header: t('raffle.column.drawn'), cell: (row) => <DateTime at={row.drawnAt ?? row.seedAt} style="date" /> },
      ]}
    />
  )
}
