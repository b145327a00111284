import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useSaving } from '../../printing/index.ts'
import { Button, Card, ErrorStrip, Strip } from '../../ui/index.ts'

/** Saves all entries with their chain where the owner says. */
export function ExportCard(): ReactNode {
  const { t } = useWords()
  const saving = useSaving()
  const exporting = useMutationCall('audit.export')
  const [written, setWritten] = useState<number | null>(null)
  const write = async (target: string): Promise<boolean> => {
    const result = await exporting.run({ target })
    setWritten(result.ok ? result.value.entries : null)
    return result.ok
  }
  const error = exporting.error ?? saving.error
  return (
    <Card title={t('audit.export.title')} testId="acts-export">
      <p>{t('audit.export.lead')}</p>
      <span>
        <Button
          needs="audit.export"
          icon="download"
          onPress={() => saving.save('export-csv', t('audit.export.file'), write)}
          isBusy={saving.isBusy || exporting.isRunning}
          testId="acts-export-do"
        >
          {t('audit.export.do')}
        </Button>
      </span>
      {written === null ? null : (
        <Strip tone="success" testId="acts-exported">
          {t('audit.export.done', { count: written })}
        </Strip>
      )}
      {error === null ? null : <ErrorStrip error={error} />}
    </Card>
  )
}
