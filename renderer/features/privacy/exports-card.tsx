import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, DateTime, ErrorStrip, Quiet, Strip, Table, Tag, useNow } from '../../ui/index.ts'
import { ExportEveryoneDialog } from './export-everyone-dialog.tsx'
import type { ExportedFile } from './types.ts'

const MINUTE_MS = 60_000

/** Files with customers' data that left the vault; those of a week ago are asked about. */
export function ExportsCard(): ReactNode {
  const { t } = useWords()
  const list = useCall('privacy.exports', {})
  const answering = useMutationCall('privacy.answerExport')
  const [isExporting, setIsExporting] = useState(false)
  const now = useNow(MINUTE_MS)
  const files = list.data?.exports ?? []
  const asked = files.filter((file) => file.goneAt === null && file.deleteBy <= now)
  const answer = (file: ExportedFile, said: 'gone' | 'needed'): void =>
    void answering.run({ exportId: file.exportId, answer: said }).then(list.refetch)
  return (
    <Card
      title={t('privacy.exports.title')}
      actions={
        <Button
          needs="privacy.exportEveryone"
          size="small"
          icon="download"
          onPress={() => setIsExporting(true)}
          testId="privacy-export-everyone"
        >
          {t('privacy.exports.everyone')}
        </Button>
      }
      testId="privacy-exports"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {answering.error === null ? null : <ErrorStrip error={answering.error} />}
      {asked.map((file) => (
        <Strip
          key={file.exportId}
          tone="warning"
          testId="privacy-export-asked"
          actions={
            <>
              <Button needs="privacy.answerExport" size="small" onPress={() => answer(file, 'gone')} testId="privacy-export-gone">
                {t('privacy.exports.gone')}
              </Button>
              <Button needs="privacy.answerExport" size="small" onPress={() => answer(file, 'needed')} testId="privacy-export-needed">
                {t('privacy.exports.needed')}
              </Button>
            </>
          }
        >
          {t('privacy.exports.ask', { name: file.fileName })}
        </Strip>
      ))}
      {files.length === 0 ? <Quiet>{t('privacy.exports.none')}</Quiet> : <Files files={files} onGone={(file) => answer(file, 'gone')} />}
      {isExporting ? <ExportEveryoneDialog onSaved={list.refetch} onClose={() => setIsExporting(false)} /> : null}
    </Card>
  )
}

function Files({ files, onGone }: { readonly files: readonly ExportedFile[]; readonly onGone: (file: ExportedFile) => void }): ReactNode {
  const { t, number } = useWords()
  return (
    <Table
      label={t('privacy.exports.title')}
      rows={files}
      rowId={(file) => String(file.exportId)}
      testId="privacy-exports-list"
      columns={[
        {
          id: 'name',
          header: t('privacy.exports.file'),
          isRowHeader: true,
          cell: (file) => (file.fileName === '' ? t('privacy.exports.erasedName') : <bdi>{file.fileName}</bdi>),
        },
        { id: 'kind', header: t('privacy.exports.kind'), cell: (file) => t(`privacy.exports.kind.${file.kind}`) },
        {
          id: 'people',
          header: t('privacy.exports.people'),
          align: 'end',
          cell: (file) => (file.people === 0 ? t('privacy.exports.peopleUnknown') : number(file.people)),
        },
        { id: 'at', header: t('privacy.exports.at'), cell: (file) => <DateTime at={file.at} style="date" /> },
        {
          id: 'state',
          header: t('privacy.exports.state'),
          cell: (file) =>
            file.goneAt === null ? (
              <Button needs="privacy.answerExport" size="small" variant="quiet" onPress={() => onGone(file)}>
                {t('privacy.exports.gone')}
              </Button>
            ) : (
              <Tag>{t('privacy.exports.isGone')}</Tag>
            ),
        },
      ]}
    />
  )
}
