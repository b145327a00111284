import { useState, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { dayOf, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { momentOf } from '../../../template-values/index.ts'
import { ErrorStrip, Link, Page, useNow } from '../../../ui/index.ts'
import { MonthSpend, Views } from '../list/views.tsx'
import { addDays } from '../time/shop-clock.ts'
import styles from './calendar.module.css'
import { CalendarHead, type Look } from './calendar-head.tsx'
import { DayList } from './day-list.tsx'
import type { Entry } from './entry.tsx'
import { MonthGrid } from './month-grid.tsx'
import { firstWeekdayIn, monthOf, weeksOf, type Weeks } from './month.ts'
import { useIsNarrow } from './use-is-narrow.ts'

/** What was sent, is planned, was missed and comes round, month by month on the shop's clock. */
export function CalendarPage(): ReactNode {
  const { t, timeZone } = useWords()
  const today = dayOf(useNow(60_000), timeZone)
  const [day, setDay] = useState(today)
  const [chosen, setChosen] = useState<Look | null>(null)
  const isNarrow = useIsNarrow()
  const look = chosen ?? (isNarrow ? 'list' : 'month')
  const country = useCall('vault.status', {}).data?.shop?.country
  const firstWeekday = firstWeekdayIn(country ?? 'US')
  const weeks = weeksOf(monthOf(day), firstWeekday)
  const calendar = useCall('broadcast.calendar', spanOf(weeks, timeZone), { keepPrevious: true })
  const entries = byDay(calendar.data?.entries ?? [], timeZone)
  return (
    <Page
      title={t('broadcast.title')}
      aside={<MonthSpend />}
      actions={
        <Link to={routes.newBroadcast()} needs="broadcast.draft" look="main" testId="broadcast-list-new">
          {t('broadcast.new')}
        </Link>
      }
      tools={<Views current="calendar" />}
      testId="broadcast-calendar-page"
    >
      {calendar.error === null ? null : (
        <ErrorStrip error={calendar.error} action={{ label: t('ui.tryAgain'), onAction: calendar.refetch }} />
      )}
      <div className={styles['calendar']}>
        <CalendarHead day={day} today={today} onDay={setDay} look={look} onLook={setChosen} />
        {look === 'month' ? (
          <MonthGrid weeks={weeks} day={day} today={today} entries={entries} firstWeekday={firstWeekday} onDay={setDay} />
        ) : (
          <DayList days={weeks.flat().filter((one) => monthOf(one) === monthOf(day))} today={today} entries={entries} />
        )}
      </div>
    </Page>
  )
}

function spanOf(weeks: Weeks, timeZone: string) {
  const first = weeks[0]?.[0] ?? ''
  const last = weeks.at(-1)?.at(-1) ?? ''
  const from = momentOf(first, '00:00', timeZone) ?? 0
  const to = (momentOf(addDays(last, 1), '00:00', timeZone) ?? 1) - 1
  return { from, to } as { readonly from: Entry['at']; readonly to: Entry['at'] }
}

function byDay(entries: CallOutput<'broadcast.calendar'>['entries'], timeZone: string): ReadonlyMap<string, readonly Entry[]> {
  const days = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = dayOf(entry.at, timeZone)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return days
}
