import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip } from '../../../ui/index.ts'
import type { Field } from './value-words.ts'

/** Says how many values go with a fact before it goes. */
export function RemoveFieldDialog({ field, onClose }: { readonly field: Field; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const removing = useMutationCall('customer.removeField')
  const remove = async (): Promise<void> => {
    const removed = await removing.run({ fieldId: field.fieldId })
    if (removed.ok) onClose()
  }
  return (
    <Dialog
      title={t('record.fields.removeTitle', { label: field.label })}
      isOpen
      onClose={onClose}
      size="small"
      role="alertdialog"
      testId="customer-field-remove"
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onPress={() => void remove()} isBusy={removing.isRunning} testId="customer-field-remove-do">
            {t('record.fields.removeDo')}
          </Button>
        </>
      }
    >
      {removing.error === null ? null : <ErrorStrip error={removing.error} />}
      <p>{t('record.fields.removeText', { count: field.used })}</p>
    </Dialog>
  )
}
