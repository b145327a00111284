import { failureWordIds, formatDate, formatMoney, marketName, type Words } from '../../../../i18n/index.ts'
import type { PrintText } from '../../../../printing/index.ts'
import type { ReportData } from './types.ts'

/** The report as it stands on paper. */
export function printText(report: ReportData, words: Words): PrintText {
  const { t, number, percent, locale, timeZone } = words
  const { summary, funnel, currency, salesCurrency } = report
  const at = summary.finishedAt ?? summary.startedAt ?? summary.createdAt
  const money = (micros: number | null, of: string): string =>
    micros === null ? t('broadcast.save.unknown') : formatMoney(micros, of, { locale })
  const share = (people: number): string => (funnel.delivered === 0 ? '' : percent(people / funnel.delivered))
  const steps = ['shouldGet', 'delivered', 'read', 'replied', 'usedCoupon', 'ordered'] as const
  const stepName = (step: (typeof steps)[number]): string =>
    step === 'delivered' ? t('broadcast.group.delivered') : t(`broadcast.report.${step}`)
  return {
    locale,
    title: summary.name,
    lead: `${t(`broadcast.state.${summary.state}`)} ${formatDate(at, 'date-time', { locale, timeZone })}`,
    facts: [
      [t('broadcast.report.money'), `${money(report.costMicros, currency)} (${money(report.estimateMicros, currency)})`],
      [t('broadcast.report.orders'), `${number(report.orders)}, ${money(report.salesMicros, salesCurrency)}`],
      [t('broadcast.report.optedOut'), number(report.optedOut)],
    ],
    tables: [
      {
        title: t('broadcast.report.funnel'),
        headers: [t('ui.funnel.step'), t('ui.funnel.people'), t('ui.funnel.share')],
        rows: steps.map((step) => [stepName(step), number(funnel[step]), step === 'shouldGet' ? '' : share(funnel[step])]),
      },
      {
        title: t('broadcast.report.money'),
        headers: [t('broadcast.save.market'), t('ui.funnel.people'), t('broadcast.report.money')],
        rows: report.costByMarket.map((row) => [marketName(row.market, words), number(row.people), money(row.totalMicros, currency)]),
      },
      {
        title: t('broadcast.save.failures'),
        headers: [t('ui.funnel.people'), t('broadcast.report.means'), t('broadcast.report.toDo')],
        rows: report.failures.map((failure) => [number(failure.count), t(failureWordIds(failure).what), t(failureWordIds(failure).do)]),
      },
      {
        title: t('broadcast.save.leftOut'),
        headers: [t('ui.funnel.people'), t('broadcast.column.why')],
        rows: report.skipped.map(({ reason, count }) => [number(count), t(`broadcast.reason.${reason}`)]),
      },
    ],
    notes: [t('broadcast.report.readNote')],
  }
}
