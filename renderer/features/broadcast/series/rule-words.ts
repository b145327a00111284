import { formatDate, isMessageId, type Words } from '../../../i18n/index.ts'
import type { Rule } from './series-form.ts'

/** A Monday, to name weekdays from. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000

/** The name of a weekday, 1 is Monday. */
export const weekdayName = (weekday: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(MONDAY + (weekday - 1) * DAY_MS)

/** The name of a customer's own day; days that the shop made itself have the name it gave them. */
export function dateName(date: string, t: Words['t']): string {
  const id = `series.date.${date}`
  return isMessageId(id) ? t(id) : date
}

/** A rule as a sentence. */
export function ruleWords(rule: Rule, { t, locale, list }: Words): string {
  const time = formatDate(Date.UTC(2026, 0, 1, rule.time.hour, rule.time.minute), 'time', { locale, timeZone: 'UTC' })
  switch (rule.kind) {
    case 'daily':
      return t('series.rule.daily', { every: rule.every, time })
    case 'weekly':
      return t('series.rule.weekly', { every: rule.every, days: list(rule.weekdays.map((day) => weekdayName(day, locale))), time })
    case 'monthly':
      return t('series.rule.monthly', { every: rule.every, day: rule.day, time })
    case 'customer-date': {
      const values = { days: Math.abs(rule.daysBefore), date: dateName(rule.date, t), time }
      return t(rule.daysBefore < 0 ? 'series.rule.after' : 'series.rule.before', values)
    }
  }
}
