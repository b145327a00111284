import { formatMoney, type Words } from '../../i18n/index.ts'

/** The name of a month, e.g. Nov 2026. */
export function monthName(month: string, locale: string): string {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.UTC(year, number - 1, 1))
}

/** Names of the days of the week from Monday on, of the hours of the day in short, and as a clock of that language shows them. */
export function weekNames(locale: string): {
  readonly days: readonly string[]
  readonly hours: readonly string[]
  readonly times: readonly string[]
} {
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return {
    // 5 January 1970 was a Monday.
    days: Array.from({ length: 7 }, (_, day) => weekday.format(Date.UTC(1970, 0, 5 + day))),
    hours: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    times: Array.from({ length: 24 }, (_, hour) => clock.format(hour * 3_600_000)),
  }
}

/** Writes amounts without the parts of a cent that only prices need. */
export const moneyWriter =
  (currency: string, locale: string) =>
  (micros: number): string =>
    formatMoney(micros, currency, { locale })

/** Writes a span of time in its largest units that matter. */
export function durationText(ms: number, { t }: Pick<Words, 't'>): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return t('report.duration.short')
  if (minutes < 90) return t('report.duration.minutes', { minutes })
  const hours = Math.round(minutes / 60)
  return hours < 48 ? t('report.duration.hours', { hours }) : t('report.duration.days', { days: Math.round(hours / 24) })
}
