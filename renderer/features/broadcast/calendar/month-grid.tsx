import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { cx, Hidden } from '../../../ui/index.ts'
import styles from './calendar.module.css'
import { EntryLink, type Entry } from './entry.tsx'
import { dayAfterKey, monthOf, type Weeks } from './month.ts'

type MonthGridProps = {
  readonly weeks: Weeks
  /** The day that the keys stand on. */
  readonly day: string
  readonly today: string
  readonly entries: ReadonlyMap<string, readonly Entry[]>
  readonly firstWeekday: number
  readonly onDay: (day: string) => void
}

const utc = (day: string): number => Date.parse(`${day}T00:00Z`)

/** A month on the wall. One stop of the Tab key; arrows, Home, End, PageUp and PageDown move by day, week and month, Enter goes into a day. */
export function MonthGrid({ weeks, day, today, entries, firstWeekday, onDay }: MonthGridProps): ReactNode {
  const { t, locale } = useWords()
  const current = useRef<HTMLDivElement>(null)
  const hasMoved = useRef(false)
  useEffect(() => {
    if (hasMoved.current) current.current?.focus()
    hasMoved.current = false
  }, [day])
  const move = (event: KeyboardEvent): void => {
    if (event.target !== current.current) return
    if (event.key === 'Enter') return current.current?.querySelector('a')?.focus()
    const next = dayAfterKey(day, event.key, firstWeekday)
    if (next === null) return
    event.preventDefault()
    hasMoved.current = true
    onDay(next)
  }
  const weekday = (one: string, style: 'short' | 'long'): string =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(utc(one))
  return (
    <div className={styles['grid']} role="grid" aria-label={t('broadcast.view.calendar')} data-testid="calendar-grid">
      <div className={styles['week']} role="row">
        {weeks[0]?.map((one) => (
          <div key={one} role="columnheader" className={styles['weekday']} aria-label={weekday(one, 'long')}>
            {weekday(one, 'short')}
          </div>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} className={styles['week']} role="row">
          {week.map((one) => (
            <div
              key={one}
              ref={one === day ? current : null}
              role="gridcell"
              tabIndex={one === day ? 0 : -1}
              aria-current={one === today ? 'date' : undefined}
              className={cx(styles['cell'], monthOf(one) !== monthOf(day) && styles['outside'])}
              data-testid={`calendar-day-${one}`}
              onKeyDown={move}
              onFocus={(event) => event.target === event.currentTarget && one !== day && onDay(one)}
            >
              <Hidden>{dayWords(one)}</Hidden>
              <span className={styles['date']} aria-hidden="true">
                {Number(one.slice(8))}
                {one === today ? <span className={styles['todayWord']}>{t('broadcast.calendar.today')}</span> : null}
              </span>
              <Entries entries={entries.get(one) ?? []} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )

  function dayWords(one: string): string {
    const count = entries.get(one)?.length ?? 0
    return t('broadcast.calendar.day', { day: formatDate(utc(one), 'day', { locale, timeZone: 'UTC' }), count })
  }
}

function Entries({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  if (entries.length === 0) return null
  return (
    <ul className={styles['entries']}>
      {entries.map((entry) => (
        <li key={`${entry.at}-${entry.broadcastId ?? entry.seriesId ?? ''}`}>
          <EntryLink entry={entry} />
        </li>
      ))}
    </ul>
  )
}
