import { failureWordIds, formatDate, type Words } from '../../i18n/index.ts'
import type { PrintText } from '../../printing/index.ts'
import type { Span } from './span.ts'
import type { Overview } from './types.ts'
import { durationText, moneyWriter, monthName } from './words.ts'

/** The report as it stands on paper: the same numbers, as tables. */
export function printText(overview: Overview, span: Span, words: Words): PrintText {
  const { t, number, percent, locale, timeZone } = words
  const { months, broadcasts, replyTime, failures, salesCurrency, spendCurrency } = overview
  const sales = moneyWriter(salesCurrency, locale)
  const spend = moneyWriter(spendCurrency, locale)
  const day = (text: string): string => formatDate(Date.parse(text), 'date', { locale, timeZone: 'UTC' })
  const share = (value: number | null): string => (value === null ? t('report.none') : percent(value))
  return {
    locale,
    title: t('report.title'),
    lead: t('report.days', { from: day(span.from), to: day(span.to) }),
    facts: [
      [t('report.total.sales'), sales(months.reduce((sum, month) => sum + month.salesMicros, 0))],
      [t('report.total.spend'), spend(months.reduce((sum, month) => sum + month.spendMicros, 0))],
      [t('report.total.reply'), replyTime.medianMs === null ? t('report.total.none') : durationText(replyTime.medianMs, words)],
    ],
    tables: [
      {
        title: t('report.byMonth'),
        headers: [
          t('report.month'),
          t('report.total.sales'),
          t('report.column.orders'),
          t('report.total.spend'),
          t('report.total.optedOut'),
        ],
        rows: months.map((month) => [
          monthName(month.month, locale),
          sales(month.salesMicros),
          number(month.orders),
          spend(month.spendMicros),
          number(month.optedOut),
        ]),
      },
      {
        title: t('report.best.table'),
        headers: (['broadcast', 'day', 'delivered', 'read', 'replied', 'coupons', 'orders', 'sales', 'cost'] as const).map((column) =>
          t(`report.column.${column}`),
        ),
        rows: broadcasts.map((row) => [
          row.name,
          formatDate(row.startedAt, 'date', { locale, timeZone }),
          number(row.delivered),
          share(row.readShare),
          share(row.repliedShare),
          number(row.couponsUsed),
          number(row.orders),
          sales(row.salesMicros),
          moneyWriter(row.costCurrency, locale)(row.costMicros),
        ]),
      },
      {
        title: t('report.failures.title'),
        headers: [t('report.failures.count'), t('report.failures.why')],
        rows: failures.map((failure) => [number(failure.count), t(failureWordIds(failure).what)]),
      },
    ],
    notes: [t('report.best.note')],
  }
}
