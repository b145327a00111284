import type { Words } from '../../i18n/index.ts'
import { spanOf } from './duration.ts'

/** A span of time in words: "2 min 20 s". */
export function spanWords(durationMs: number, t: Words['t']): string {
  const { unit, hours, minutes, seconds } = spanOf(durationMs)
  switch (unit) {
    case 'seconds':
      return t('broadcast.span.seconds', { seconds })
    case 'minutes':
      return seconds === 0 ? t('broadcast.span.minutes', { minutes }) : t('broadcast.span.minutesSeconds', { minutes, seconds })
    case 'hours':
      return minutes === 0 ? t('broadcast.span.hours', { hours }) : t('broadcast.span.hoursMinutes', { hours, minutes })
  }
}
