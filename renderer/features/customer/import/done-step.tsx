import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, DateTime, ErrorStrip, Strip } from '../../../ui/index.ts'
import type { ImportRun } from '../types.ts'
import styles from './import.module.css'

/** What was imported, who they are, and the one undo for a week. */
export function DoneStep({ run, onClose }: { readonly run: ImportRun; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const undoing = useMutationCall('customer.undoImport')
  const [undone, setUndone] = useState<{ readonly removed: number; readonly restored: number; readonly stayed: number } | null>(null)
  const undo = async (): Promise<void> => {
    const result = await undoing.run({ importId: run.importId })
    if (result.ok) setUndone(result.value)
  }
  if (undone !== null)
    return (
      <Strip tone="info" testId="customer-import-undone">
        {t('customer.import.undone', undone)}
      </Strip>
    )
  const show = (): void => {
    go(routes.customersOfImport(run.importId))
    onClose()
  }
  return (
    <>
      <Strip tone="success" testId="customer-import-done">
        {t('customer.import.done', { added: run.counts.new, changed: run.counts.update, refused: run.counts.refused })}
      </Strip>
      {undoing.error === null ? null : <ErrorStrip error={undoing.error} />}
      <div className={styles['after']}>
        <Button icon="customers" onPress={show} testId="customer-import-show">
          {t('customer.import.show')}
        </Button>
        {run.undoUntil === null ? null : (
          <>
            <Button icon="undo" onPress={() => void undo()} isBusy={undoing.isRunning} testId="customer-import-undo">
              {t('customer.import.undo')}
            </Button>
            <span className={styles['until']}>
              {t('customer.import.undoUntil')} <DateTime at={run.undoUntil} />
            </span>
          </>
        )}
      </div>
    </>
  )
}
