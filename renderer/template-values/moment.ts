/** Difference between a zone's clock and UTC at a moment, ms. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = clockAt(at, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

type Clock = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>

function clockAt(at: number, timeZone: string): Clock {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const value = (type: keyof Clock): number => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
    second: value('second'),
  }
}

/**
 * The moment at which a place's clock shows this day (YYYY-MM-DD) and time (HH:MM or HH:MM:SS), ms since the epoch.
 * @returns null when they are none
 */
export function momentOf(day: string, time: string, timeZone: string): number | null {
  const wanted = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`)
  if (!Number.isFinite(wanted)) return null
  // The offset is asked for again at the result, because the clocks may change in between.
  const near = wanted - offsetAt(wanted, timeZone)
  return wanted - offsetAt(near, timeZone)
}

/** The time of a moment on a place's clock, as HH:MM. */
export function timeOf(at: number, timeZone: string): string {
  const { hour, minute } = clockAt(at, timeZone)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
