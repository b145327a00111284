import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Card, Facts, Money, Quiet } from '../../../../ui/index.ts'
import { CostTable } from '../../cost-table.tsx'
import styles from '../run.module.css'
import type { ReportData } from './types.ts'

/** What it cost beside the estimate, and what it brought. */
export function MoneyCard({ report }: { readonly report: ReportData }): ReactNode {
  const { t, rich } = useWords()
  const { currency, costMicros, estimateMicros, costByMarket } = report
  return (
    <Card title={t('broadcast.report.money')} testId="broadcast-report-money">
      <p data-testid="broadcast-report-cost" data-micros={costMicros} data-estimate={estimateMicros}>
        <strong className={styles['amount']}>
          <Money micros={costMicros} currency={currency} />
        </strong>{' '}
        <Quiet>{rich('broadcast.report.estimate', { amount: <Money key="amount" micros={estimateMicros} currency={currency} /> })}</Quiet>
      </p>
      {costByMarket.length === 0 ? (
        <Quiet>{t('broadcast.report.noCost')}</Quiet>
      ) : (
        <CostTable
          label={t('broadcast.report.money')}
          rows={costByMarket}
          currency={currency}
          totalWords={t('broadcast.report.costTotal')}
          testId="broadcast-report-cost-table"
        />
      )}
      <Brought report={report} />
    </Card>
  )
}

/** Orders and coupons that are counted for it, with what each cost. */
function Brought({ report }: { readonly report: ReportData }): ReactNode {
  const { t, number } = useWords()
  const { orders, salesMicros, salesCurrency, couponsUsed, discountMicros, costMicros, currency } = report
  const each = (count: number): ReactNode =>
    count === 0 ? null : (
      <Quiet isSmall>
        {t('broadcast.report.each')} <Money micros={Math.round(costMicros / count)} currency={currency} />
      </Quiet>
    )
  return (
    <Facts
      facts={[
        {
          name: t('broadcast.report.orders'),
          value: (
            <span className={styles['line']}>
              {number(orders)} {orders === 0 ? null : <Money micros={salesMicros} currency={salesCurrency} />} {each(orders)}
            </span>
          ),
          testId: 'broadcast-report-orders',
        },
        ...(report.couponsSent === 0
          ? []
          : [
              {
                name: t('broadcast.report.couponsUsed'),
                value: (
                  <span className={styles['line']}>
                    {t('broadcast.report.usedOf', { used: couponsUsed, sent: report.couponsSent })} {each(couponsUsed)}
                  </span>
                ),
                testId: 'broadcast-report-coupons',
              },
            ]),
        ...(discountMicros === 0
          ? []
          : [{ name: t('broadcast.report.discount'), value: <Money micros={discountMicros} currency={salesCurrency} /> }]),
      ]}
    />
  )
}
