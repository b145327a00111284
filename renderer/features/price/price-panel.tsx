import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { dayOf, formatDate, marketName, useWords } from '../../i18n/index.ts'
import {
  Button,
  Card,
  Dialog,
  EmptyState,
  ErrorStrip,
  Money,
  NumberField,
  Quiet,
  SearchField,
  Skeleton,
  Stack,
  Strip,
  Table,
  Tag,
  TextField,
  useToast,
} from '../../ui/index.ts'
import { PriceImportDialog } from './import/import-dialog.tsx'

type Rule = CallOutput<'price.list'>['rules'][number]
const MICROS = 1_000_000
const NOON = 'T12:00:00Z'

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
  const { rules, freeServicePerMonth, freeServiceUsed } = prices.data
  const wanted = search.trim().toLowerCase()
  const shown = rules
    .filter((rule) => `${marketName(rule.market, words)} ${rule.market}`.toLowerCase().includes(wanted))
    .toSorted((one, other) => marketName(one.market, words).localeCompare(marketName(other.market, words), words.locale))
  return (
    <Card title={t('price.title')} testId="prices">
      <p>{t('price.lead')}</p>
      <div>
        <Button icon="upload" onPress={() => setIsImporting(true)} testId="prices-import">
          {t('price.import.open')}
        </Button>
      </div>
      {freeServicePerMonth > 0 ? (
        <Strip tone="info">{t('price.free', { used: number(freeServiceUsed), total: number(freeServicePerMonth) })}</Strip>
      ) : null}
      <SearchField label={t('price.search')} value={search} onChange={setSearch} testId="prices-search" />
      {shown.length === 0 ? <EmptyState icon="search" title={t('price.none')} /> : <PriceTable rules={shown} onEdit={setEditing} />}
      {isImporting ? <PriceImportDialog onSaved={prices.refetch} onClose={() => setIsImporting(false)} /> : null}
      {editing === null ? null : <PriceDialog rule={editing} onSaved={prices.refetch} onClose={() => setEditing(null)} />}
    </Card>
  )
}

function PriceTable({ rules, onEdit }: { readonly rules: readonly Rule[]; readonly onEdit: (rule: Rule) => void }): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <Table
      label={t('price.title')}
      rows={rules}
      rowId={(rule) => `${rule.market} ${rule.category}`}
      testId="prices-table"
      columns={[
        { id: 'market', header: t('price.column.market'), isRowHeader: true, cell: (rule) => marketName(rule.market, words) },
        { id: 'category', header: t('price.column.category'), width: '14%', cell: (rule) => t(`price.category.${rule.category}`) },
        {
          id: 'price',
          header: t('price.column.price'),
          align: 'end',
          width: '18%',
          cell: (rule) => <Money micros={rule.priceMicros} currency={rule.currency} precision="each" />,
        },
        {
          id: 'from',
          header: t('price.column.from'),
          width: '18%',
          cell: (rule) => formatDate(Date.parse(rule.validFrom + NOON), 'date', { locale: words.locale, timeZone: 'UTC' }),
        },
        { id: 'source', header: t('price.column.source'), width: '17%', cell: (rule) => <Source rule={rule} /> },
        {
          id: 'change',
          header: '',
          align: 'end',
          width: '92px',
          cell: (rule) => (
            <Button
              size="small"
              label={t('price.changeOf', { market: marketName(rule.market, words), category: t(`price.category.${rule.category}`) })}
              onPress={() => onEdit(rule)}
              testId="prices-change"
            >
              {t('ui.change')}
            </Button>
          ),
        },
      ]}
    />
  )
}

function Source({ rule }: { readonly rule: Rule }): ReactNode {
  const { t } = useWords()
  if (rule.isSample) return <Tag tone="warning">{t('price.sample')}</Tag>
  if (rule.importedAt !== null) return <Quiet>{t('price.imported', { file: rule.source })}</Quiet>
  return <Quiet>{t(rule.isOwn ? 'price.own' : 'price.list')}</Quiet>
}

type PriceDialogProps = { readonly rule: Rule; readonly onSaved: () => void; readonly onClose: () => void }

/** Sets the shop's own price from a day on; earlier days keep theirs. */
function PriceDialog({ rule, onSaved, onClose }: PriceDialogProps): ReactNode {
  const words = useWords()
  const { t, locale, timeZone } = words
  const toast = useToast()
  const saving = useMutationCall('price.save')
  const [price, setPrice] = useState(rule.priceMicros / MICROS)
  const [from, setFrom] = useState(() => dayOf(Date.now(), timeZone))
  const market = marketName(rule.market, words)
  const save = async (): Promise<void> => {
    if (from === '') return
    const result = await saving.run({
      market: rule.market,
      category: rule.category,
      currency: rule.currency,
      priceMicros: Math.round(price * MICROS),
      validFrom: from,
    })
    if (!result.ok) return
    onSaved()
    toast({ text: t('price.saved', { market, date: formatDate(Date.parse(from + NOON), 'date', { locale, timeZone: 'UTC' }) }) })
    onClose()
  }
  return (
    <Dialog
      title={t('price.dialog.title', { market })}
      isOpen
      onClose={onClose}
      size="small"
      testId="price-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} isDisabled={from === ''} testId="price-dialog-save">
            {t('price.dialog.save')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <NumberField
          label={t('price.dialog.price', { currency: rule.currency })}
          value={price}
          onChange={setPrice}
          min={0}
          step={0.0001}
          format={{ maximumFractionDigits: 6 }}
          testId="price-dialog-price"
        />
        <TextField
          label={t('price.dialog.from')}
          type="date"
          value={from}
          onChange={setFrom}
          isRequired
          error={from === '' ? t('price.dialog.fromMissing') : null}
          hint={t('price.dialog.note')}
          testId="price-dialog-from"
        />
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      </Stack>
    </Dialog>
  )
}
