import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useToast } from '../../../ui/index.ts'
import { KeyReasons } from '../key-reasons.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import type { FixDialogProps } from './fix-dialog-props.ts'

/** Puts a new key in place of the old one; the old one stays until the new one has proved itself. */
export function ReplaceKeyDialog({ onClose, onFixed }: FixDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const replacing = useMutationCall('connection.replaceKey')
  const save = async (token: string): Promise<void> => {
    const result = await replacing.run({ token })
    if (!result.ok) return
    toast({ text: t('connection.key.replaced') })
    onFixed(['key', 'messaging', 'management', 'number', 'payment', 'limit', 'catalog'])
  }
  return (
    <SecretDialog
      words={{
        title: 'connection.fix.key',
        lead: 'connection.key.replaceLead',
        field: 'connection.account.token',
        save: 'connection.key.replaceDo',
        where: 'connection.where.key.text',
      }}
      maxLength={2048}
      isBusy={replacing.isRunning}
      error={replacing.error}
      onSave={(token) => void save(token)}
      onClose={onClose}
      help={replacing.error === null ? null : <KeyReasons error={replacing.error} />}
      testId="connection-key-dialog"
    />
  )
}
