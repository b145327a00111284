import { useState, type ReactNode } from 'react'
import { useEvent, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Checkbox, Dialog, ErrorStrip, ProgressBar, Stack, Strip, isPasswordGood, PasswordFields } from '../../ui/index.ts'

type ExportEveryoneDialogProps = { readonly onSaved: () => void; readonly onClose: () => void }
type Progress = { readonly done: number; readonly of: number }

/** Saves all customers with everything kept about them where the owner says, locked by a password unless they leave it out. */
export function ExportEveryoneDialog({ onSaved, onClose }: ExportEveryoneDialogProps): ReactNode {
  const { t, number } = useWords()
  const choosing = useMutationCall('shell.chooseTarget')
  const exporting = useMutationCall('privacy.exportEveryone')
  const [password, setPassword] = useState('')
  const [withFiles, setWithFiles] = useState(true)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [data, setData] = useState<CallOutput<'privacy.exportEveryone'> | undefined>(undefined)
  useEvent('privacy.progress', ({ act, done, of }) => {
    if (act === 'export-everyone') setProgress({ done, of })
  })
  const save = async (): Promise<void> => {
    const target = await choosing.run({ purpose: 'export-customer', suggestedName: t('privacy.everyone.fileName') })
    if (!target.ok || target.value === null) return
    const result = await exporting.run({ target: target.value.handle, withFiles, ...(password === '' ? {} : { password }) })
    if (!result.ok) return
    setData(result.value)
    onSaved()
  }
  const error = exporting.error ?? choosing.error
  return (
    <Dialog
      title={t('privacy.everyone.title')}
      isOpen
      onClose={onClose}
      testId="privacy-everyone"
      footer={
        <>
          <Button onPress={onClose}>{t(data === undefined ? 'ui.cancel' : 'ui.close')}</Button>
          {data === undefined ? (
            <Button
              variant="main"
              icon="download"
              onPress={() => void save()}
              isBusy={exporting.isRunning || choosing.isRunning}
              isDisabled={!isPasswordGood(password)}
              testId="privacy-everyone-save"
            >
              {t('privacy.everyone.save')}
            </Button>
          ) : null}
        </>
      }
    >
      <Stack gap={3}>
        {error === null ? null : <ErrorStrip error={error} />}
        {data === undefined ? (
          <>
            <p>{t('privacy.everyone.what')}</p>
            <Checkbox isSelected={withFiles} onChange={setWithFiles} note={t('privacy.everyone.withFilesNote')}>
              {t('privacy.everyone.withFiles')}
            </Checkbox>
            <PasswordFields password={password} onChange={setPassword} />
            {progress === null || !exporting.isRunning ? null : (
              <ProgressBar label={t('privacy.everyone.progress')} done={progress.done} total={progress.of} />
            )}
          </>
        ) : (
          <Strip tone="success" testId="privacy-everyone-done">
            {t('privacy.everyone.done', { name: data.fileName, people: number(data.people) })}
          </Strip>
        )}
      </Stack>
    </Dialog>
  )
}
