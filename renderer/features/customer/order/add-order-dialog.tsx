import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { dayOf, useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField, DateField } from '../../../ui/index.ts'
import { OrderProducts, type ChosenProduct } from './order-products.tsx'
import { momentOfDay, readAmount } from './order-draft.ts'
import styles from './order.module.css'

/** Notes an order by hand: what was paid, when, and what was bought. */
export function AddOrderDialog({ customerId, onClose }: { readonly customerId: string; readonly onClose: () => void }): ReactNode {
  const { t, timeZone } = useWords()
  const saving = useMutationCall('order.add')
  const shop = useCall('vault.status', {}).data?.shop
  const [now] = useState(() => Date.now())
  const today = dayOf(now, timeZone)
  const [total, setTotal] = useState('')
  const [day, setDay] = useState(today)
  const [number, setNumber] = useState('')
  const [products, setProducts] = useState<readonly ChosenProduct[]>([])
  const [isChecked, setIsChecked] = useState(false)
  const totalMicros = readAmount(total)
  const isDayFine = day !== '' && day <= today
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (totalMicros === null || !isDayFine) return
    const lines = products.map(({ retailerId, quantity }) => ({ retailerId, quantity }))
    const at = momentOfDay(day, { today, now, timeZone })
    const result = await saving.run({ customerId, totalMicros, number, lines, at })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('order.add')}
      isOpen
      onClose={onClose}
      testId="order-add"
      footer={
        <>
          <Button onPress={onClose} testId="order-add-cancel">
            {t('ui.cancel')}
          </Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="order-add-save">
            {t('order.save')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <div className={styles['pair']}>
        <TextField
          label={t('order.field.total', { currency: shop?.currency ?? '' })}
          value={total}
          onChange={setTotal}
          isRequired
          autoFocus
          maxLength={30}
          error={isChecked && totalMicros === null ? t('order.totalMissing') : null}
          testId="order-add-total"
        />
        <DateField
          label={t('order.field.day')}
          value={day}
          onChange={setDay}
          max={today}
          isRequired
          error={isChecked && !isDayFine ? t('order.dayWrong') : null}
          testId="order-add-day"
        />
      </div>
      <TextField
        label={t('order.field.number')}
        value={number}
        onChange={setNumber}
        hint={t('order.field.numberHint')}
        isOptional
        maxLength={100}
        testId="order-add-number"
      />
      <OrderProducts products={products} onChange={setProducts} />
    </Dialog>
  )
}
