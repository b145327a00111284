import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useToast } from '../../../ui/index.ts'
import { SecretDialog } from './secret-dialog.tsx'
import type { FixDialogProps } from './fix-dialog-props.ts'

/** Takes the app secret, or a new one; the old one still counts for seven days. */
export function AppSecretDialog({ onClose, onFixed }: FixDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const replacing = useMutationCall('connection.replaceAppSecret')
  const save = async (appSecret: string): Promise<void> => {
    const result = await replacing.run({ appSecret })
    if (!result.ok) return
    toast({ text: t('connection.appSecret.saved') })
    onFixed(['receiving'])
  }
  return (
    <SecretDialog
      words={{
        title: 'connection.fix.app-secret',
        lead: 'connection.appSecret.lead',
        field: 'connection.account.appSecret',
        save: 'connection.appSecret.save',
        where: 'connection.where.appSecret.text',
      }}
      maxLength={256}
      isBusy={replacing.isRunning}
      error={replacing.error}
      onSave={(appSecret) => void save(appSecret)}
      onClose={onClose}
      testId="connection-app-secret-dialog"
    />
  )
}
