import type { ReactNode } from 'react'
import { formatDate, marketName, useWords } from '../../i18n/index.ts'
import { Button, Money, Quiet, Table, Tag, useMay, type Column } from '../../ui/index.ts'
import type { PriceRow, Rule } from './rows.ts'

const NOON = 'T12:00:00Z'

type PriceTableProps = { readonly rows: readonly PriceRow[]; readonly onEdit: (rule: Rule) => void }

/** One line for each market and kind: what is in force, and under it what is known to come. */
export function PriceTable({ rows, onEdit }: PriceTableProps): ReactNode {
  const words = useWords()
  const { t } = words
  const mayChange = useMay()('price.save')
  const change: Column<PriceRow> = {
    id: 'change',
    header: '',
    align: 'end',
    width: '116px',
    cell: ({ shown }) => (
      <Button
        needs="price.save"
        size="small"
        label={t('price.changeOf', { market: marketName(shown.market, words), category: t(`price.category.${shown.category}`) })}
        onPress={() => onEdit(shown)}
        testId="prices-change"
      >
        {t('ui.change')}
      </Button>
    ),
  }
  return (
    <Table
      label={t('price.title')}
      rows={rows}
      rowId={({ key }) => key}
      testId="prices-table"
      columns={[
        { id: 'market', header: t('price.column.market'), isRowHeader: true, cell: ({ shown }) => marketName(shown.market, words) },
        { id: 'category', header: t('price.column.category'), width: '12.5%', cell: ({ shown }) => t(`price.category.${shown.category}`) },
        { id: 'price', header: t('price.column.price'), align: 'end', width: '18.5%', cell: (row) => <Price row={row} /> },
        { id: 'from', header: t('price.column.from'), width: '19.5%', cell: ({ now }) => (now === null ? null : <Day of={now} />) },
        { id: 'source', header: t('price.column.source'), width: '18%', cell: ({ shown }) => <Source rule={shown} /> },
        ...(mayChange ? [change] : []),
      ]}
    />
  )
}

function Price({ row: { now, coming } }: { readonly row: PriceRow }): ReactNode {
  const { rich } = useWords()
  return (
    <>
      {now === null ? null : <Money micros={now.priceMicros} currency={now.currency} precision="each" />}
      {coming.map((rule) => (
        <div key={rule.validFrom} data-testid="prices-coming">
          <Quiet isSmall>
            {rich('price.from', {
              date: <Day key="date" of={rule} />,
              price: <Money key="price" micros={rule.priceMicros} currency={rule.currency} precision="each" />,
            })}
          </Quiet>
        </div>
      ))}
    </>
  )
}

function Day({ of }: { readonly of: Rule }): ReactNode {
  const { locale } = useWords()
  return formatDate(Date.parse(of.validFrom + NOON), 'date', { locale, timeZone: 'UTC' })
}

function Source({ rule }: { readonly rule: Rule }): ReactNode {
  const { t } = useWords()
  if (rule.isSample) return <Tag tone="warning">{t('price.sample')}</Tag>
  if (rule.importedAt !== null) return <Quiet>{t('price.imported', { file: rule.source })}</Quiet>
  return <Quiet>{t(rule.isOwn ? 'price.own' : 'price.list')}</Quiet>
}
