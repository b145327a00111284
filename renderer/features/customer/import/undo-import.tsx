import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, DateTime } from '../../../ui/index.ts'
import type { ImportRun } from '../types.ts'
import styles from './import.module.css'

type Undoing = {
  /** What became of its people; null until it is undone. */
  readonly undone: CallOutput<'customer.undoImport'> | null
  readonly error: ReturnType<typeof useMutationCall<'customer.undoImport'>>['error']
  /** The button with its last day; null once that is over. */
  readonly offer: ReactNode
}

/** Undoes an import, within its week. */
export function useUndoImport(run: ImportRun, testId: string): Undoing {
  const { t } = useWords()
  const undoing = useMutationCall('customer.undoImport')
  const [undone, setUndone] = useState<Undoing['undone']>(null)
  const undo = async (): Promise<void> => {
    const result = await undoing.run({ importId: run.importId })
    if (result.ok) setUndone(result.value)
  }
  const offer =
    run.undoUntil === null ? null : (
      <>
        <Button icon="undo" onPress={() => void undo()} isBusy={undoing.isRunning} needs="customer.undoImport" testId={testId}>
          {t('customer.import.undo')}
        </Button>
        <span className={styles['until']}>
          {t('customer.import.undoUntil')} <DateTime at={run.undoUntil} />
        </span>
      </>
    )
  return { undone, error: undoing.error, offer }
}
