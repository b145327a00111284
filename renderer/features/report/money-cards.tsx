import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Card, ColumnChart, Columns } from '../../ui/index.ts'
import type { Overview } from './types.ts'
import { moneyWriter, monthName } from './words.ts'

/** Spend against the budget, and sales, month by month. */
export function MoneyCards({ overview }: { readonly overview: Overview }): ReactNode {
  const { t, locale } = useWords()
  const { months, spendCurrency, salesCurrency, budgetMicros } = overview
  const spend = moneyWriter(spendCurrency, locale)
  const sales = moneyWriter(salesCurrency, locale)
  const columns = (key: 'spendMicros' | 'salesMicros') =>
    months.map((month) => ({ id: month.month, label: monthName(month.month, locale), value: month[key] }))
  const summary = (key: 'spendMicros' | 'salesMicros', write: (micros: number) => string): string => {
    const best = months.toSorted((one, other) => other[key] - one[key])[0]
    return best === undefined || best[key] === 0
      ? t('report.month.nothing')
      : t('report.month.most', { month: monthName(best.month, locale), amount: write(best[key]) })
  }
  return (
    <Columns>
      <Card>
        <ColumnChart
          title={t('report.sales.title')}
          summary={summary('salesMicros', sales)}
          columns={columns('salesMicros')}
          format={sales}
          headers={{ label: t('report.month'), value: t('report.total.sales') }}
          testId="report-sales"
        />
      </Card>
      <Card>
        <ColumnChart
          title={t('report.spend.title')}
          summary={summary('spendMicros', spend)}
          columns={columns('spendMicros')}
          format={spend}
          headers={{ label: t('report.month'), value: t('report.total.spend') }}
          line={budgetMicros === null ? null : { value: budgetMicros, label: t('report.spend.budget', { amount: spend(budgetMicros) }) }}
          testId="report-spend"
        />
      </Card>
    </Columns>
  )
}
