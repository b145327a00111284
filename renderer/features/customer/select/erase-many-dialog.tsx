import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallInput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, TextField, useToast } from '../../../ui/index.ts'

/** People that are erased at once at most, chosen one by one. */
export const MOST_ERASED = 1_000

type EraseManyDialogProps = {
  readonly customerIds: CallInput<'customer.eraseMany'>['customerIds']
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Says what goes for good, and asks for the number of people. */
export function EraseManyDialog({ customerIds, onClose, onDone }: EraseManyDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const erasing = useMutationCall('customer.eraseMany')
  const [typed, setTyped] = useState('')
  const count = customerIds.length
  const erase = async (): Promise<void> => {
    const erased = await erasing.run({ customerIds, confirmation: typed.trim() })
    if (!erased.ok) return
    toast({ text: t('record.eraseMany.done', { count: erased.value.receipts.length, held: erased.value.held }).trim() })
    onClose()
    onDone()
  }
  return (
    <Dialog
      title={t('record.eraseMany.title', { count })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      testId="customer-erase-many"
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="danger"
            icon="erase"
            onPress={() => void erase()}
            isBusy={erasing.isRunning}
            isDisabled={typed.trim() !== String(count)}
            testId="customer-erase-many-do"
          >
            {t('record.eraseMany.do', { count })}
          </Button>
        </>
      }
    >
      {erasing.error === null ? null : <ErrorStrip error={erasing.error} />}
      <p>{t('customer.erase.cannotReturn')}</p>
      <p>{t('record.eraseMany.text')}</p>
      <Quiet isSmall>{t('record.eraseMany.most')}</Quiet>
      <TextField
        label={t('record.eraseMany.confirm', { count })}
        value={typed}
        onChange={setTyped}
        maxLength={8}
        testId="customer-erase-many-confirm"
      />
    </Dialog>
  )
}
