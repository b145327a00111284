import type { ReactNode } from 'react'
import { usePages, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Card, DateTime, ErrorStrip, Link, Quiet, Table } from '../../ui/index.ts'
import type { Raffle } from './types.ts'

type Entry = CallOutput<'raffle.entries'>['entries'][number]

/** Who is in, with the code that stands for each in the published list. */
export function Entries({ raffle }: { readonly raffle: Raffle }): ReactNode {
  const { t } = useWords()
  const list = usePages('raffle.entries', { raffleId: raffle.raffleId })
  const rows = list.pages.flatMap((page) => page.entries)
  return (
    <Card title={t('raffle.entries', { count: raffle.entries })} isFlush={rows.length > 0} testId="raffle-entries-card">
      {list.error === null ? null : <ErrorStrip error={list.error} />}
      {rows.length === 0 && !list.isLoading ? (
        <Quiet>{t(raffle.entry.kind === 'group' ? 'raffle.entries.later' : 'raffle.entries.none')}</Quiet>
      ) : null}
      {rows.length === 0 ? null : (
        <Table<Entry>
          label={t('raffle.entries', { count: raffle.entries })}
          rows={rows}
          rowId={(row) => `${row.customerId ?? ''} ${row.entryCode}`}
          more={list.more}
          isFetchingMore={list.isFetchingMore}
          testId="raffle-entries"
          columns={[
            {
              id: 'name',
              header: t('raffle.column.customer'),
              isRowHeader: true,
              cell: (row) =>
                row.customerId === null ? t('raffle.erased') : <Link to={routes.customer(row.customerId)}>{row.customerName}</Link>,
            },
            // Codes are drawn as the list is frozen.
            ...(raffle.listHash === null
              ? []
              : [{ id: 'code', header: t('raffle.column.code'), cell: (row: Entry) => <bdi dir="ltr">{row.entryCode}</bdi> }]),
            { id: 'at', header: t('raffle.column.at'), cell: (row) => <DateTime at={row.at} /> },
          ]}
        />
      )}
    </Card>
  )
}
