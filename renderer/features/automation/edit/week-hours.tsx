import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import type { WorkOf } from '../types.ts'
import styles from './edit.module.css'
import { SpanList } from './span-list.tsx'

type Hours = Extract<WorkOf<'away'>['hours'], { readonly kind: 'own' }>['hours']

const days = [1, 2, 3, 4, 5, 6, 7] as const
/** The Monday of a week, so that a day's number gives its name. */
const MONDAY = Date.UTC(2026, 10, 16)
const DAY_MS = 86_400_000

const dayName = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + (day - 1) * DAY_MS)

/** Hours of the week that hold for this automation alone. */
export function WeekHours({ hours, onChange }: { readonly hours: Hours; readonly onChange: (hours: Hours) => void }): ReactNode {
  const { locale } = useWords()
  return (
    <ul className={styles['week']}>
      {days.map((day) => (
        <li key={day} className={styles['day']} data-testid={`automation-day-${day}`}>
          <span>{dayName(day, locale)}</span>
          <SpanList
            name={dayName(day, locale)}
            spans={hours.filter((one) => one.day === day).map(({ opens, closes }) => ({ opens, closes }))}
            onChange={(spans) =>
              onChange(
                [...hours.filter((one) => one.day !== day), ...spans.map((span) => ({ day, ...span }))].toSorted(
                  (one, other) => one.day - other.day,
                ),
              )
            }
          />
        </li>
      ))}
    </ul>
  )
}
