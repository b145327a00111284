import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField, useToast } from '../../../ui/index.ts'
import type { FixDialogProps } from './fix-dialog-props.ts'

const VERSION = /^v\d+\.\d+$/

/** Speaks another version of Meta's interface, once the number answers in it. */
export function VersionDialog({ onClose, onFixed }: FixDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const health = useCall('connection.health', { refresh: false })
  const changing = useMutationCall('connection.useVersion')
  const [typed, setTyped] = useState<string | null>(null)
  const [isTried, setIsTried] = useState(false)
  const version = typed ?? health.data?.api.newest ?? ''
  const isRight = VERSION.test(version.trim())
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (!isRight) return
    const result = await changing.run({ apiVersion: version.trim() })
    if (!result.ok) return
    toast({ text: t('connection.version.changed', { version: version.trim() }) })
    onFixed(['key', 'messaging', 'management', 'number', 'payment', 'limit', 'receiving', 'catalog', 'clock'])
  }
  return (
    <Dialog
      title={t('connection.fix.version')}
      isOpen
      onClose={onClose}
      size="small"
      testId="connection-version-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={changing.isRunning} testId="connection-version-save">
            {t('connection.version.use')}
          </Button>
        </>
      }
    >
      <p>{t('connection.version.lead', { now: health.data?.api.version ?? '' })}</p>
      <TextField
        label={t('connection.account.apiVersion')}
        value={version}
        onChange={setTyped}
        autoFocus
        error={isTried && !isRight ? t('connection.problem.version') : null}
        onSubmit={() => void save()}
        testId="connection-version-field"
      />
      {changing.error === null ? null : <ErrorStrip error={changing.error} />}
    </Dialog>
  )
}
