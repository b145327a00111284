import { useState, type ReactNode } from 'react'
import { useMutationCall, useShell } from '../../bridge/index.ts'
import { formatBytes, useWords } from '../../i18n/index.ts'
import { Button, Card, ErrorStrip, Quiet, Stack } from '../../ui/index.ts'

type Saved = { readonly handle: string; readonly files: number; readonly sizeBytes: number }

/** Which Shopbell this is, and a report for whoever helps. */
export function AboutPanel(): ReactNode {
  const { t } = useWords()
  const shell = useShell()
  return (
    <>
      {shell.data === undefined ? null : (
        <Card title={t('app.settings.about')} testId="settings-about">
          <p>{t('shell.about', { version: shell.data.version })}</p>
        </Card>
      )}
      <SupportReport />
    </>
  )
}

function SupportReport(): ReactNode {
  const { t, locale } = useWords()
  const choosing = useMutationCall('shell.chooseTarget')
  const writing = useMutationCall('shell.writeSupportReport')
  const showing = useMutationCall('shell.showFile')
  const [saved, setSaved] = useState<Saved | null>(null)
  const save = async (): Promise<void> => {
    const target = await choosing.run({ purpose: 'support-report', suggestedName: 'shopbell-report.zip' })
    if (!target.ok || target.value === null) return
    const { handle } = target.value
    const written = await writing.run({ target: handle })
    if (written.ok) setSaved({ handle, files: written.value.entries.length, sizeBytes: written.value.sizeBytes })
  }
  return (
    <Card title={t('shell.report.title')} testId="support-report">
      <Quiet>{t('shell.report.text')}</Quiet>
      <Stack gap={2} align="start">
        <Button onPress={() => void save()} isBusy={writing.isRunning} testId="support-report-save">
          {t('shell.report.save')}
        </Button>
        {saved === null ? null : (
          <>
            <p role="status">{t('shell.report.done', { files: saved.files, size: formatBytes(saved.sizeBytes, locale) })}</p>
            <Button onPress={() => void showing.run({ handle: saved.handle })}>{t('shell.report.show')}</Button>
          </>
        )}
      </Stack>
      {writing.error === null ? null : <ErrorStrip error={writing.error} />}
    </Card>
  )
}
