import type { ReactNode } from 'react'
import { failureWordIds, isMessageId, useWords } from '../../i18n/index.ts'
import { Card, DateTime, Quiet, Stack } from '../../ui/index.ts'
import styles from './report.module.css'
import type { Overview } from './types.ts'

/** Why messages did not arrive, and how Meta rated the number over time. */
export function Failures({ overview }: { readonly overview: Overview }): ReactNode {
  const { t, number } = useWords()
  return (
    <Stack gap={4}>
      <Card title={t('report.failures.title')} testId="report-failures">
        {overview.failures.length === 0 ? <Quiet>{t('report.failures.none')}</Quiet> : null}
        <ul className={styles['list']}>
          {overview.failures.map((failure) => (
            <li key={`${failure.metaCode ?? failure.reason}`}>
              <span className={styles['count']}>{number(failure.count)}</span>
              <span>
                {t(failureWordIds(failure).what)} <Quiet isSmall>{t(failureWordIds(failure).do)}</Quiet>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('report.quality.title')} testId="report-quality">
        {overview.quality.length === 0 ? <Quiet>{t('report.quality.none')}</Quiet> : null}
        <ul className={styles['list']}>
          {overview.quality.map(({ at, rating }) => {
            const id = `report.quality.${rating.toLowerCase()}`
            return (
              <li key={at}>
                <span className={styles['day']}>
                  <DateTime at={at} style="date" />
                </span>
                <span>{t(isMessageId(id) ? id : 'report.quality.unknown')}</span>
              </li>
            )
          })}
        </ul>
      </Card>
    </Stack>
  )
}
