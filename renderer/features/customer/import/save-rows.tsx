import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Quiet } from '../../../ui/index.ts'
import type { ImportRun } from '../types.ts'
import styles from './import.module.css'

type SaveRowsProps = { readonly run: ImportRun; readonly verdicts?: readonly ['refused'] }

/** Saves the rows of an import with their reasons, so that they can be mended in a spreadsheet and read again; all, or the refused ones. */
export function SaveRows({ run, verdicts }: SaveRowsProps): ReactNode {
  const { t } = useWords()
  const choosing = useMutationCall('shell.chooseTarget')
  const writing = useMutationCall('customer.writeImportRows')
  const [saved, setSaved] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    const target = await choosing.run({ purpose: 'export-csv', suggestedName: `${t('customer.import.rowsFile')}.csv` })
    if (!target.ok || target.value === null) return
    const written = await writing.run({
      importId: run.importId,
      target: target.value.handle,
      ...(verdicts === undefined ? {} : { verdicts: [...verdicts] }),
    })
    if (written.ok) setSaved(written.value.fileName)
  }
  const error = writing.error ?? choosing.error
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} />}
      <div className={styles['after']}>
        <Button icon="download" onPress={() => void save()} isBusy={writing.isRunning} testId="customer-import-save-rows">
          {t(verdicts === undefined ? 'customer.import.saveRows' : 'customer.imports.saveRefused')}
        </Button>
        {saved === null ? null : (
          <Quiet>
            <span role="status" data-testid="customer-import-rows-saved">
              {t('customer.import.rowsSaved', { name: saved })}
            </span>
          </Quiet>
        )}
      </div>
    </>
  )
}
