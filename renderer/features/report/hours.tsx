import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Card, HeatMap } from '../../ui/index.ts'
import type { Overview } from './types.ts'
import { weekNames } from './words.ts'

/** When people write: days of the week by hours, in the shop's time zone. */
export function Hours({ overview }: { readonly overview: Overview }): ReactNode {
  const { t, locale } = useWords()
  const { days, hours, times } = weekNames(locale)
  const busiest = overview.hours
    .flatMap((counts, day) => counts.map((count, hour) => ({ count, day: days[day] ?? '', hour: times[hour] ?? '' })))
    .toSorted((one, other) => other.count - one.count)[0]
  return (
    <Card>
      <HeatMap
        title={t('report.hours.title')}
        summary={
          busiest === undefined || busiest.count === 0
            ? t('report.hours.nothing')
            : t('report.hours.most', { day: busiest.day, hour: busiest.hour, count: busiest.count })
        }
        values={overview.hours}
        rows={days}
        columns={hours}
        rowsHeader={t('report.hours.day')}
        say={({ row, column, value }) => t('report.hours.cell', { day: row, hour: times[Number(column)] ?? '', count: value })}
        testId="report-hours"
      />
    </Card>
  )
}
