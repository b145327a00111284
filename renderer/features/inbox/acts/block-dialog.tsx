import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, useToast } from '../../../ui/index.ts'
import styles from '../chat/conversation.module.css'

type BlockDialogProps = { readonly customerId: string; readonly name: string; readonly onClose: () => void }

/** Says what Meta does with a blocked customer before it is done. */
export function BlockDialog({ customerId, name, onClose }: BlockDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const blocking = useMutationCall('inbox.setBlocked')
  const unblocking = useMutationCall('inbox.setBlocked')
  const block = async (): Promise<void> => {
    const result = await blocking.run({ customerId, blocked: true })
    if (!result.ok) return
    onClose()
    toast({
      text: t('inbox.block.done', { name }),
      action: { label: t('ui.undo'), onAction: () => void unblocking.run({ customerId, blocked: false }) },
    })
  }
  return (
    <Dialog
      title={t('inbox.block.title', { name })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      size="small"
      testId="inbox-block"
      footer={
        <>
          <Button onPress={onClose} autoFocus testId="inbox-block-cancel">
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" icon="ban" isBusy={blocking.isRunning} onPress={() => void block()} testId="inbox-block-do">
            {t('inbox.block.do', { name })}
          </Button>
        </>
      }
    >
      <ul className={styles['points']}>
        <li>{t('inbox.block.meta')}</li>
        <li>{t('inbox.block.kept')}</li>
        <li>{t('inbox.block.when')}</li>
      </ul>
      {blocking.error === null ? null : <ErrorStrip error={blocking.error} />}
    </Dialog>
  )
}
