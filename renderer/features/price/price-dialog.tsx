import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { dayOf, formatDate, marketName, useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, NumberField, Stack, useToast, DateField } from '../../ui/index.ts'
import type { Rule } from './rows.ts'

const MICROS = 1_000_000
const NOON = 'T12:00:00Z'

type PriceDialogProps = { readonly rule: Rule; readonly onSaved: () => void; readonly onClose: () => void }

/** Sets the shop's own price from a day on; earlier days keep theirs. */
export function PriceDialog({ rule, onSaved, onClose }: PriceDialogProps): ReactNode {
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
        <DateField
          label={t('price.dialog.from')}
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
