import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Card, DateTime, Link, Money, Quiet, SortedBars, Stack, Table } from '../../ui/index.ts'
import type { Overview } from './types.ts'
import { moneyWriter } from './words.ts'

type Row = Overview['broadcasts'][number]

/** Most bars that a glance takes in; the table below has all. */
const MOST_BARS = 8

/** Which offer works: broadcasts beside each other. */
export function Comparison({ overview }: { readonly overview: Overview }): ReactNode {
  const { t, locale } = useWords()
  const { broadcasts, salesCurrency } = overview
  const sales = moneyWriter(salesCurrency, locale)
  const bars = broadcasts
    .toSorted((one, other) => other.salesMicros - one.salesMicros)
    .slice(0, MOST_BARS)
    .map((row) => ({
      id: row.broadcastId,
      label: <Link to={routes.broadcast(row.broadcastId)}>{row.name}</Link>,
      value: row.salesMicros,
      text: sales(row.salesMicros),
      note: row.costPerOrderMicros === null ? t('report.none') : moneyWriter(row.costCurrency, locale)(row.costPerOrderMicros),
    }))
  if (broadcasts.length === 0)
    return (
      <Card title={t('report.best.title')}>
        <Quiet>{t('report.best.none')}</Quiet>
      </Card>
    )
  return (
    <Card>
      <Stack gap={4}>
        <SortedBars
          title={t('report.best.title')}
          bars={bars}
          headers={{ label: t('report.column.broadcast'), value: t('report.column.sales'), note: t('report.column.costPerOrder') }}
          testId="report-best"
        />
        <ComparisonTable broadcasts={broadcasts} salesCurrency={salesCurrency} />
        <Quiet isSmall>{t('report.best.note')}</Quiet>
      </Stack>
    </Card>
  )
}

type ComparisonTableProps = { readonly broadcasts: readonly Row[]; readonly salesCurrency: string }

function ComparisonTable({ broadcasts, salesCurrency }: ComparisonTableProps): ReactNode {
  const { t, number, percent } = useWords()
  const share = (value: number | null): string => (value === null ? t('report.none') : percent(value))
  return (
    <Table<Row>
      label={t('report.best.table')}
      rows={broadcasts}
      rowId={(row) => row.broadcastId}
      testId="report-broadcasts"
      columns={[
        {
          id: 'name',
          width: '17%',
          header: t('report.column.broadcast'),
          isRowHeader: true,
          cell: (row) => <Link to={routes.broadcast(row.broadcastId)}>{row.name}</Link>,
        },
        { id: 'at', header: t('report.column.day'), cell: (row) => <DateTime at={row.startedAt} style="short" /> },
        { id: 'delivered', header: t('report.column.delivered'), align: 'end', cell: (row) => number(row.delivered) },
        { id: 'read', header: t('report.column.read'), align: 'end', cell: (row) => share(row.readShare) },
        { id: 'replied', header: t('report.column.replied'), align: 'end', cell: (row) => share(row.repliedShare) },
        { id: 'optedOut', header: t('report.column.optedOut'), align: 'end', cell: (row) => share(row.optedOutShare) },
        { id: 'coupons', header: t('report.column.coupons'), width: '12%', align: 'end', cell: (row) => number(row.couponsUsed) },
        { id: 'orders', header: t('report.column.orders'), align: 'end', cell: (row) => number(row.orders) },
        {
          id: 'sales',
          header: t('report.column.sales'),
          align: 'end',
          cell: (row) => <Money micros={row.salesMicros} currency={salesCurrency} />,
        },
        {
          id: 'cost',
          header: t('report.column.cost'),
          align: 'end',
          cell: (row) => <Money micros={row.costMicros} currency={row.costCurrency} />,
        },
      ]}
    />
  )
}
