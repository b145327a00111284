import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip } from '../../../ui/index.ts'

type StopDialogProps = { readonly broadcastId: string; readonly left: number; readonly onClose: () => void }

/** Asks once before a run ends for good: what is kept, what can not be taken back. */
export function StopDialog({ broadcastId, left, onClose }: StopDialogProps): ReactNode {
  const { t } = useWords()
  const stopping = useMutationCall('broadcast.stop')
  const stop = async (): Promise<void> => {
    const result = await stopping.run({ broadcastId })
    if (result.ok) onClose()
  }
  const footer = (
    <>
      <Button onPress={onClose} autoFocus testId="broadcast-stop-cancel">
        {t('broadcast.stop.cancel')}
      </Button>
      <Button variant="danger" icon="stop" onPress={() => void stop()} isBusy={stopping.isRunning} testId="broadcast-stop-confirm">
        {t('broadcast.stop.confirm')}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t('broadcast.stop.title')}
      isOpen
      onClose={onClose}
      role="alertdialog"
      size="small"
      footer={footer}
      testId="broadcast-stop"
    >
      {stopping.error === null ? null : <ErrorStrip error={stopping.error} />}
      <p>{t('broadcast.stop.kept', { left })}</p>
      <p>{t('broadcast.stop.gone')}</p>
    </Dialog>
  )
}
