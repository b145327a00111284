import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Card } from '../../ui/index.ts'
import styles from './report.module.css'
import type { Overview } from './types.ts'
import { durationText, moneyWriter } from './words.ts'

const sumOf = (months: Overview['months'], key: 'spendMicros' | 'salesMicros' | 'orders' | 'optedOut'): number =>
  months.reduce((sum, month) => sum + month[key], 0)

/** The few numbers that an owner looks at first. */
export function Totals({ overview }: { readonly overview: Overview }): ReactNode {
  const words = useWords()
  const { t, number, locale } = words
  const { months, replyTime, spendCurrency, salesCurrency } = overview
  const facts = [
    [
      'sales',
      moneyWriter(salesCurrency, locale)(sumOf(months, 'salesMicros')),
      t('report.total.orders', { count: sumOf(months, 'orders') }),
    ],
    [
      'spend',
      moneyWriter(spendCurrency, locale)(sumOf(months, 'spendMicros')),
      t('report.total.broadcasts', { count: overview.broadcasts.length }),
    ],
    [
      'reply',
      replyTime.medianMs === null ? t('report.total.none') : durationText(replyTime.medianMs, words),
      replyTime.p90Ms === null
        ? t('report.total.unanswered', { count: replyTime.unanswered })
        : t('report.total.slow', { time: durationText(replyTime.p90Ms, words), count: replyTime.unanswered }),
    ],
    ['optedOut', number(sumOf(months, 'optedOut')), t('report.total.optedOutNote')],
  ] as const
  return (
    <Card testId="report-totals">
      <dl className={styles['totals']}>
        {facts.map(([id, value, note]) => (
          <div key={id} data-testid={`report-total-${id}`}>
            <dt>{t(`report.total.${id}`)}</dt>
            <dd className={styles['large']}>{value}</dd>
            <dd className={styles['note']}>{note}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
