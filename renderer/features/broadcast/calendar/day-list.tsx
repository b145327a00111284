import type { ReactNode } from 'react'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { EmptyState, Tag } from '../../../ui/index.ts'
import styles from './calendar.module.css'
import { EntryLink, type Entry } from './entry.tsx'

type DayListProps = {
  readonly days: readonly string[]
  readonly today: string
  readonly entries: ReadonlyMap<string, readonly Entry[]>
}

/** The days of a month on which something happens, one below the other. */
export function DayList({ days, today, entries }: DayListProps): ReactNode {
  const { t, locale } = useWords()
  const busy = days.filter((day) => entries.has(day))
  if (busy.length === 0) return <EmptyState icon="clock" title={t('broadcast.calendar.none')} />
  return (
    <ol className={styles['days']} data-testid="calendar-days">
      {busy.map((day) => (
        <li key={day} className={styles['dayRow']}>
          <h3 className={styles['dayName']}>
            {formatDate(Date.parse(`${day}T00:00Z`), 'day', { locale, timeZone: 'UTC' })}
            {day === today ? <Tag tone="accent">{t('broadcast.calendar.today')}</Tag> : null}
          </h3>
          <ul className={styles['entries']}>
            {entries.get(day)?.map((entry) => (
              <li key={`${entry.at}-${entry.broadcastId ?? entry.seriesId ?? ''}`}>
                <EntryLink entry={entry} isLong />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
