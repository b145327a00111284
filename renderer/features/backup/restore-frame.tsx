import type { ReactNode } from 'react'
import type { AppError } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Stack } from '../../ui/index.ts'
import type { Contents } from './restore-contents.tsx'

type RestoreFrameProps = {
  readonly title: string
  readonly contents: Contents | null
  readonly looking: { readonly isRunning: boolean }
  readonly restoring: { readonly isRunning: boolean }
  readonly error: AppError | null
  readonly canLook: boolean
  readonly onLook: () => void
  readonly onRestore: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The dialog around a restore: its buttons, what it is doing, and what went wrong. */
export function RestoreFrame(props: RestoreFrameProps): ReactNode {
  const { title, contents, looking, restoring, error, canLook, onLook, onRestore, onClose, children } = props
  const { t } = useWords()
  const isBusy = looking.isRunning || restoring.isRunning
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      testId="restore"
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          {contents === null ? (
            <Button variant="main" isDisabled={!canLook} isBusy={looking.isRunning} onPress={onLook} testId="restore-look">
              {t('backup.restore.look')}
            </Button>
          ) : (
            <Button variant="main" isBusy={restoring.isRunning} onPress={onRestore} testId="restore-start">
              {t('backup.restore.start')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap={3}>
        {children}
        {isBusy ? <p role="status">{t(restoring.isRunning ? 'backup.restore.restoring' : 'backup.restore.looking')}</p> : null}
        {error === null ? null : <ErrorStrip error={error} testId="restore-error" />}
      </Stack>
    </Dialog>
  )
}
