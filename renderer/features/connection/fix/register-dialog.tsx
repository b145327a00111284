import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog } from '../../../ui/index.ts'
import { RegisterForm } from './register-form.tsx'
import type { FixDialogProps } from './fix-dialog-props.ts'

/** Registers the number for use here, in a dialog. */
export function RegisterDialog({ onClose, onFixed }: FixDialogProps): ReactNode {
  const { t } = useWords()
  return (
    <Dialog
      title={t('connection.fix.register')}
      isOpen
      onClose={onClose}
      testId="connection-register-dialog"
      footer={<Button onPress={onClose}>{t('ui.cancel')}</Button>}
    >
      <RegisterForm onRegistered={() => onFixed(['number', 'messaging', 'limit'])} />
    </Dialog>
  )
}
