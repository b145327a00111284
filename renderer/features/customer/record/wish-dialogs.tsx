import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField, focusFirstError } from '../../../ui/index.ts'
import type { CustomerCard } from '../types.ts'

type WishDialogProps = { readonly customer: CustomerCard; readonly name: string; readonly onClose: () => void }

/** Stops the use of a customer's data at their wish. */
export function RestrictDialog({ customer, name, onClose }: WishDialogProps): ReactNode {
  const { t } = useWords()
  const restricting = useMutationCall('customer.restrict')
  const [why, setWhy] = useState('')
  const restrict = async (): Promise<void> => {
    const done = await restricting.run({ customerId: customer.customerId, isRestricted: true, why })
    if (done.ok) onClose()
  }
  return (
    <Dialog
      title={t('record.restrict.title', { name })}
      isOpen
      onClose={onClose}
      testId="customer-restrict"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void restrict()} isBusy={restricting.isRunning} testId="customer-restrict-do">
            {t('record.restrict.do')}
          </Button>
        </>
      }
    >
      {restricting.error === null ? null : <ErrorStrip error={restricting.error} />}
      <p>{t('record.restrict.text')}</p>
      <TextField
        label={t('record.restrict.why')}
        hint={t('record.restrict.whyHint')}
        value={why}
        onChange={setWhy}
        maxLength={500}
        isOptional
        autoFocus
      />
    </Dialog>
  )
}

/** Keeps a customer from being erased while a dispute or a tax matter runs. */
export function HoldDialog({ customer, name, onClose }: WishDialogProps): ReactNode {
  const { t } = useWords()
  const holding = useMutationCall('customer.hold')
  const [why, setWhy] = useState('')
  const [isTried, setIsTried] = useState(false)
  const hold = async (): Promise<void> => {
    setIsTried(true)
    if (why.trim() === '') return focusFirstError()
    const done = await holding.run({ customerId: customer.customerId, why: why.trim() })
    if (done.ok) onClose()
  }
  return (
    <Dialog
      title={t('record.hold.title', { name })}
      isOpen
      onClose={onClose}
      testId="customer-hold"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void hold()} isBusy={holding.isRunning} testId="customer-hold-do">
            {t('record.hold.do')}
          </Button>
        </>
      }
    >
      {holding.error === null ? null : <ErrorStrip error={holding.error} />}
      <p>{t('record.hold.text')}</p>
      <TextField
        label={t('record.hold.why')}
        value={why}
        onChange={setWhy}
        maxLength={500}
        isRequired
        autoFocus
        error={isTried && why.trim() === '' ? t('record.hold.whyMissing') : null}
        testId="customer-hold-why"
      />
    </Dialog>
  )
}
