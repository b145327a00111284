import type { ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { formatBytes, useWords } from '../../i18n/index.ts'
import { Button, Card, DateTime, ErrorStrip, Quiet, RuledList, RuledRow, Stack, Tag } from '../../ui/index.ts'
import { useOwnRestore } from './restore-own.tsx'

type Status = CallOutput<'backup.status'>
type File = Status['files'][number]

/** Every backup that is known, newest first, and whether a restore of it was tried. */
export function FilesCard({ status }: { readonly status: Status }): ReactNode {
  const { t } = useWords()
  const proving = useMutationCall('backup.prove')
  const own = useOwnRestore()
  const isBusy = proving.isRunning || status.running
  return (
    <Card title={t('backup.files')} testId="backup-files">
      <Quiet>{t('backup.proveNote')}</Quiet>
      {status.files.length === 0 ? <Quiet>{t('backup.none')}</Quiet> : null}
      <RuledList label={t('backup.files')}>
        {status.files.map((file) => (
          <RuledRow key={`${file.fileName}${file.at}`} testId="backup-file">
            <FileWords file={file} />
            <Stack isRow gap={2}>
              <Button
                needs="backup.prove"
                size="small"
                isDisabled={file.isMissing || isBusy}
                onPress={() => void proving.run({ fileName: file.fileName })}
                testId="backup-prove"
              >
                {t('backup.prove')}
              </Button>
              <Button
                needs="backup.restore"
                size="small"
                isDisabled={file.isMissing || isBusy}
                onPress={() => own.open(file.fileName)}
                testId="backup-restore-own"
              >
                {t('backup.restore.ownOpen')}
              </Button>
            </Stack>
          </RuledRow>
        ))}
      </RuledList>
      {proving.isRunning ? <p role="status">{t('backup.proving')}</p> : null}
      {proving.error === null ? null : <ErrorStrip error={proving.error} testId="backup-prove-error" />}
      {own.dialog}
    </Card>
  )
}

function FileWords({ file }: { readonly file: File }): ReactNode {
  const { t, locale } = useWords()
  return (
    <Stack gap={1} align="start">
      <Stack isRow gap={2}>
        <strong>
          <DateTime at={file.at} />
        </strong>
        {file.isMissing ? <Tag tone="warning">{t('backup.missing')}</Tag> : null}
        {file.provenAt === null ? null : <Tag tone="success">{t('backup.proven')}</Tag>}
      </Stack>
      <Quiet isSmall>
        {t('backup.fileFacts', {
          reason: t(`backup.reason.${file.reason}`),
          customers: file.customers,
          messages: file.messages,
          size: formatBytes(file.sizeBytes, locale),
        })}
      </Quiet>
      <Quiet isSmall>
        <bdi dir="ltr">{file.fileName}</bdi>
      </Quiet>
    </Stack>
  )
}
