import type { ReactNode } from 'react'
import type { CallOutput } from '../../../bridge/index.ts'
import { marketName, useWords } from '../../../i18n/index.ts'
import { Money, Quiet, Stack, Strip, Table, Tag } from '../../../ui/index.ts'

/** What reading a rate file gave. */
export type PriceImport = CallOutput<'price.import'>

type Price = PriceImport['prices'][number]

/** What a rate file would change, and what of it could not be used. Nothing is kept yet. */
export function ImportPreview({ preview }: { readonly preview: PriceImport }): ReactNode {
  const words = useWords()
  const { t } = words
  const { prices, currencies, unknownMarkets, refused, withoutPrice } = preview
  const changed = prices.filter(isChanged).length
  return (
    <Stack gap={3}>
      {prices.length === 0 ? <Strip tone="warning">{t('price.import.nothing')}</Strip> : null}
      {currencies.length > 1 ? <Strip tone="warning">{t('price.import.currencies', { list: words.list(currencies) })}</Strip> : null}
      {prices.length > 0 ? <p data-testid="price-import-count">{t('price.import.count', { count: prices.length, changed })}</p> : null}
      {unknownMarkets.length > 0 ? (
        <Strip tone="info">{t('price.import.unknown', { count: unknownMarkets.length, list: words.list(unknownMarkets) })}</Strip>
      ) : null}
      {withoutPrice.length > 0 && prices.length > 0 ? (
        <Quiet>{t('price.import.without', { list: words.list(withoutPrice.map((market) => marketName(market, words))) })}</Quiet>
      ) : null}
      {prices.length > 0 ? <Changes prices={prices} /> : null}
      {refused.length > 0 ? <Refused refused={refused} /> : null}
    </Stack>
  )
}

const isChanged = ({ before, priceMicros, currency }: Price): boolean =>
  before === null || before.priceMicros !== priceMicros || before.currency !== currency

function Changes({ prices }: { readonly prices: readonly Price[] }): ReactNode {
  const words = useWords()
  const { t } = words
  const shown = prices.toSorted(
    (one, other) =>
      Number(isChanged(other)) - Number(isChanged(one)) ||
      marketName(one.market, words).localeCompare(marketName(other.market, words), words.locale),
  )
  return (
    <Table
      label={t('price.import.title')}
      rows={shown}
      rowId={(price) => `${price.market} ${price.category}`}
      testId="price-import-changes"
      columns={[
        { id: 'market', header: t('price.column.market'), isRowHeader: true, cell: (price) => marketName(price.market, words) },
        { id: 'category', header: t('price.column.category'), width: '18%', cell: (price) => t(`price.category.${price.category}`) },
        { id: 'before', header: t('price.import.before'), align: 'end', width: '20%', cell: (price) => <Before price={price} /> },
        {
          id: 'after',
          header: t('price.import.after'),
          align: 'end',
          width: '20%',
          cell: (price) => <Money micros={price.priceMicros} currency={price.currency} precision="each" />,
        },
        {
          id: 'note',
          header: '',
          width: '20%',
          cell: (price) => (price.isOverruled ? <Tag>{t('price.import.overruled')}</Tag> : null),
        },
      ]}
    />
  )
}

function Before({ price }: { readonly price: Price }): ReactNode {
  const { t } = useWords()
  if (price.before === null) return <Quiet>{t('price.import.none')}</Quiet>
  if (!isChanged(price)) return <Quiet>{t('price.import.same')}</Quiet>
  return <Money micros={price.before.priceMicros} currency={price.before.currency} precision="each" />
}

function Refused({ refused }: Pick<PriceImport, 'refused'>): ReactNode {
  const { t, number } = useWords()
  return (
    <>
      <Strip tone="warning">{t('price.import.refused', { count: refused.length })}</Strip>
      <Table
        label={t('price.import.refused', { count: refused.length })}
        rows={refused}
        rowId={(row) => `${row.row} ${row.reason}`}
        testId="price-import-refused"
        columns={[
          { id: 'row', header: t('price.import.row'), isRowHeader: true, width: '80px', cell: (row) => number(row.row) },
          { id: 'text', header: t('price.import.text'), cell: (row) => <span dir="auto">{row.text}</span> },
          { id: 'reason', header: t('price.import.why'), width: '34%', cell: (row) => t(`price.import.reason.${row.reason}`) },
        ]}
      />
    </>
  )
}
