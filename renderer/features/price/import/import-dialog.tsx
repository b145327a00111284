import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { dayOf, formatDate, useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Stack, TextField, useToast, DateField } from '../../../ui/index.ts'
import { ImportPreview, type PriceImport } from './import-preview.tsx'
import { quarterStart } from './quarter.ts'

/** Takes prices from one of Meta's rate files: file, the day from which they count, what would change, then keep them. */
export function PriceImportDialog({ onSaved, onClose }: { readonly onSaved: () => void; readonly onClose: () => void }): ReactNode {
  const { t, locale, timeZone } = useWords()
  const toast = useToast()
  const choosing = useMutationCall('shell.chooseFile')
  const importing = useMutationCall('price.import')
  const [file, setFile] = useState<string | null>(null)
  const [validFrom, setValidFrom] = useState(() => quarterStart(dayOf(Date.now(), timeZone)))
  const [currency, setCurrency] = useState('')
  const [preview, setPreview] = useState<PriceImport | null>(null)

  const run = async (change: { readonly file?: string; readonly validFrom?: string; readonly currency?: string }, dryRun: boolean) => {
    const wanted = { file, validFrom, currency, ...change }
    if (wanted.file === null || wanted.validFrom === '') return null
    const hasCurrency = /^[A-Z]{3}$/u.test(wanted.currency)
    const result = await importing.run({
      file: wanted.file,
      validFrom: wanted.validFrom,
      dryRun,
      ...(hasCurrency ? { currency: wanted.currency } : {}),
    })
    return result.ok ? result.value : null
  }
  const look = async (change: Parameters<typeof run>[0]): Promise<void> => setPreview(await run(change, true))
  const choose = async (): Promise<void> => {
    importing.reset()
    const chosen = await choosing.run({ purpose: 'import-prices' })
    if (!chosen.ok || chosen.value === null) return
    setFile(chosen.value.handle)
    await look({ file: chosen.value.handle })
  }
  const changeDay = (day: string): void => {
    setValidFrom(day)
    void look({ validFrom: day })
  }
  const changeCurrency = (text: string): void => {
    const upper = text.toUpperCase().slice(0, 3)
    setCurrency(upper)
    if (upper.length === 3) void look({ currency: upper })
  }
  const save = async (): Promise<void> => {
    const saved = await run({}, false)
    if (saved === null) return
    onSaved()
    const date = formatDate(Date.parse(`${saved.validFrom}T12:00:00Z`), 'date', { locale, timeZone: 'UTC' })
    toast({ text: t('price.import.saved', { count: saved.prices.length, date }) })
    onClose()
  }
  const error = importing.error ?? choosing.error
  const isUsable = preview !== null && preview.prices.length > 0 && preview.currencies.length === 1
  const lacksCurrency = preview !== null && (currency !== '' || preview.refused.some(({ reason }) => reason === 'currency'))
  return (
    <Dialog
      title={t('price.import.title')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="price-import"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void save()}
            isBusy={importing.isRunning}
            isDisabled={!isUsable || validFrom === ''}
            testId="price-import-save"
          >
            {t('price.import.save', { count: preview?.prices.length ?? 0 })}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>{t('price.import.lead')}</p>
        {error === null ? null : <ErrorStrip error={error} />}
        <div>
          <Button icon="file" onPress={() => void choose()} isBusy={choosing.isRunning} testId="price-import-choose">
            {t(file === null ? 'price.import.choose' : 'price.import.chooseOther')}
          </Button>
        </div>
        {file === null ? null : (
          <DateField
            label={t('price.dialog.from')}
            value={validFrom}
            onChange={changeDay}
            isRequired
            error={validFrom === '' ? t('price.dialog.fromMissing') : null}
            hint={t('price.import.fromHint')}
            testId="price-import-from"
          />
        )}
        {lacksCurrency ? (
          <TextField
            label={t('price.import.currency')}
            value={currency}
            onChange={changeCurrency}
            hint={t('price.import.currencyHint')}
            testId="price-import-currency"
          />
        ) : null}
        {preview === null ? null : <ImportPreview preview={preview} />}
      </Stack>
    </Dialog>
  )
}
