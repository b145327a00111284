import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Quiet, Strip } from '../../../ui/index.ts'
import type { ImportRun } from '../types.ts'
import { ImportProgress, useImportHeard } from './import-progress.tsx'
import styles from './import.module.css'
import { SaveRows } from './save-rows.tsx'
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
      {isRunning ? <Running /> : <VerdictRows run={run} />}
      {isRunning ? null : <SaveRows run={run} />}
    </>
  )
}

function Running(): ReactNode {
  const { t } = useWords()
  const heard = useImportHeard()
  return (
    <>
      {heard === null ? null : <ImportProgress heard={heard} />}
      <Quiet>{t('customer.import.closeNote')}</Quiet>
      {heard?.last.phase === 'writing' ? <Quiet>{t('customer.import.writingNote')}</Quiet> : null}
    </>
  )
}
