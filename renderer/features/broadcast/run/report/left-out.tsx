import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Button, Card, Quiet } from '../../../../ui/index.ts'
import styles from '../run.module.css'
import type { ReportData, See } from './types.ts'

/** Who matched and was left out, by reason. */
export function LeftOut({ report, onSee }: { readonly report: ReportData; readonly onSee: See }): ReactNode {
  const { t, number } = useWords()
  const total = report.skipped.reduce((sum, entry) => sum + entry.count, 0)
  return (
    <Card title={t('broadcast.report.leftOut', { count: total })}>
      {total === 0 ? <Quiet>{t('broadcast.report.noneLeftOut')}</Quiet> : null}
      <ul className={styles['reasons']}>
        {report.skipped.map((entry) => (
          <li
            key={entry.reason}
            className={styles['reason']}
            data-testid="broadcast-report-skipped-reason"
            data-reason={entry.reason}
            data-count={entry.count}
          >
            <span className={styles['reasonCount']}>{number(entry.count)}</span>
            <span className={styles['reasonWords']}>{t(`broadcast.reason.${entry.reason}`)}</span>
            <Button
              size="small"
              onPress={() => onSee({ group: 'leftOut', reason: entry.reason })}
              label={t('broadcast.seeOf', { what: t(`broadcast.reason.${entry.reason}`) })}
              testId={`broadcast-report-see-${entry.reason}`}
            >
              {t('broadcast.see')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
