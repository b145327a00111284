import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, useToast } from '../../../ui/index.ts'
import type { ProductSet } from '../types.ts'

type RemoveSetDialogProps = { readonly set: ProductSet; readonly onClose: () => void; readonly onRemoved: () => void }

/** Removes a set at Meta; says what goes and what stays. */
export function RemoveSetDialog({ set, onClose, onRemoved }: RemoveSetDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const removing = useMutationCall('catalog.removeSet')
  const remove = async (): Promise<void> => {
    const result = await removing.run({ setId: set.setId })
    if (!result.ok) return
    toast({ text: t('catalog.set.removed', { name: set.name }) })
    onRemoved()
    onClose()
  }
  return (
    <Dialog
      title={t('catalog.set.removeNamed', { name: set.name })}
      isOpen
      onClose={onClose}
      size="small"
      role="alertdialog"
      testId="catalog-set-removal"
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onPress={() => void remove()} isBusy={removing.isRunning} testId="catalog-set-remove-sure">
            {t('catalog.set.remove')}
          </Button>
        </>
      }
    >
      <p>{t('catalog.set.removeText', { count: set.count })}</p>
      {removing.error === null ? null : <ErrorStrip error={removing.error} />}
    </Dialog>
  )
}
