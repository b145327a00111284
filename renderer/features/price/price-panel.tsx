import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { marketName, useWords } from '../../i18n/index.ts'
import { Button, Card, EmptyState, ErrorStrip, SearchField, Skeleton, Strip } from '../../ui/index.ts'
import { PriceImportDialog } from './import/import-dialog.tsx'
import { PriceDialog } from './price-dialog.tsx'
import { PriceTable } from './price-table.tsx'
import { priceRows, type Rule } from './rows.ts'

/** What Meta charges by market and kind, with the day each price began; the shop may set its own. */
export function PricePanel(): ReactNode {
  const words = useWords()
  const { t, number } = words
  const prices = useCall('price.list', {})
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<Rule | null>(null)
  const [isImporting, setIsImporting] = useState(false)
  if (prices.error !== null) return <ErrorStrip error={prices.error} action={{ label: t('ui.tryAgain'), onAction: prices.refetch }} />
  if (prices.data === undefined) return <Skeleton rows={10} rowHeight="table" />
  const { freeServicePerMonth, freeServiceUsed } = prices.data
  const wanted = search.trim().toLowerCase()
  const rows = priceRows(prices.data)
    .filter(({ shown }) => `${marketName(shown.market, words)} ${shown.market}`.toLowerCase().includes(wanted))
    .toSorted((one, other) => marketName(one.shown.market, words).localeCompare(marketName(other.shown.market, words), words.locale))
  return (
    <Card title={t('price.title')} testId="prices">
      <p>{t('price.lead')}</p>
      <div>
        <Button needs="price.import" icon="upload" onPress={() => setIsImporting(true)} testId="prices-import">
          {t('price.import.open')}
        </Button>
      </div>
      {freeServicePerMonth > 0 ? (
        <Strip tone="info">{t('price.free', { used: number(freeServiceUsed), total: number(freeServicePerMonth) })}</Strip>
      ) : null}
      <SearchField label={t('price.search')} value={search} onChange={setSearch} testId="prices-search" />
      {rows.length === 0 ? <EmptyState icon="search" title={t('price.none')} /> : <PriceTable rows={rows} onEdit={setEditing} />}
      {isImporting ? <PriceImportDialog onSaved={prices.refetch} onClose={() => setIsImporting(false)} /> : null}
      {editing === null ? null : <PriceDialog rule={editing} onSaved={prices.refetch} onClose={() => setEditing(null)} />}
    </Card>
  )
}
