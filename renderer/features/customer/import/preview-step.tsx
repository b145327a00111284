import { useState, type ReactNode } from 'react'
import { useEvent, type EventData } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { ProgressBar, Strip } from '../../../ui/index.ts'
import type { ImportRun } from '../types.ts'
import styles from './import.module.css'
import { VerdictRows } from './verdict-rows.tsx'

/** What would happen: how many people are new, changed, the same, refused and why. Nothing is written yet. */
export function PreviewStep({ run, isRunning }: { readonly run: ImportRun; readonly isRunning: boolean }): ReactNode {
  const { t, number } = useWords()
  const { counts } = run
  return (
    <>
      <ul
        className={styles['counts']}
        data-testid="customer-import-counts"
        data-new={counts.new}
        data-update={counts.update}
        data-refused={counts.refused}
        data-rows={counts.rows}
      >
        {(['new', 'update', 'same', 'duplicate', 'suppressed', 'refused'] as const).map((verdict) => (
          <li key={verdict} className={styles['count']}>
            <strong className={styles['countNumber']}>{number(counts[verdict])}</strong>
            <span>{t(`customer.import.verdict.${verdict}`)}</span>
          </li>
        ))}
      </ul>
      <p>{t('customer.import.sum', { rows: counts.rows })}</p>
      {counts.noConsent === 0 ? null : <Strip tone="warning">{t('customer.import.noConsent', { count: counts.noConsent })}</Strip>}
      {isRunning ? <Progress /> : <VerdictRows run={run} />}
    </>
  )
}

function Progress(): ReactNode {
  const { t } = useWords()
  const [progress, setProgress] = useState<EventData<'customer.importProgress'> | null>(null)
  useEvent('customer.importProgress', setProgress)
  if (progress === null) return null
  return (
    <ProgressBar
      label={t(progress.phase === 'reading' ? 'customer.import.reading' : 'customer.import.writing')}
      done={progress.bytesDone}
      total={progress.bytesTotal}
      valueText={t('customer.import.rowsDone', { count: progress.rowsDone })}
      testId="customer-import-progress"
    />
  )
}
