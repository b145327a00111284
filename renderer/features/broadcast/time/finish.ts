import { dayOf } from '../../../i18n/index.ts'
import { momentOf, timeOf } from '../../../template-values/index.ts'
import { isQuietHour, type QuietHours } from '../wizard/quiet.ts'
import { addDays } from './shop-clock.ts'

const HOUR_MS = 3_600_000
/** Longer than any run is waited for; also the end where no hour is free. */
const MOST_MS = 60 * 24 * HOUR_MS

type Run = {
  readonly startsAt: number
  /** How long handing over takes without a break. */
  readonly durationMs: number
  readonly quiet: QuietHours | null
  readonly timeZone: string
}

/** When handing over ends about, where nothing leaves in quiet hours of one place's clock; ms since the epoch. */
export function finishAt({ startsAt, durationMs, quiet, timeZone }: Run): number {
  let at = startsAt
  let left = durationMs
  while (at - startsAt < MOST_MS) {
    const next = nextHour(at, timeZone)
    if (quiet !== null && isQuietHour(Number(timeOf(at, timeZone).slice(0, 2)), quiet)) {
      at = next
      continue
    }
    if (left <= next - at) return at + left
    left -= next - at
    at = next
  }
  return at
}

/** The next full hour on a place's clock, also where clocks differ by half an hour. */
function nextHour(at: number, timeZone: string): number {
  const hour = Number(timeOf(at, timeZone).slice(0, 2)) + 1
  const day = dayOf(at, timeZone)
  const next = momentOf(hour === 24 ? addDays(day, 1) : day, `${String(hour % 24).padStart(2, '0')}:00`, timeZone)
  return next === null || next <= at ? at + HOUR_MS : next
}
