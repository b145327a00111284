/** Reads one cell as a time in ms since the epoch; null when it is no day or could be two. */
export type DayReader = (text: string) => number | null

/**
 * Makes a reader of days, with or without time, as the shop's wall clock: 2026-03-05, 2026/3/5 14:02, 2026年3月5日, 25.03.2026. Where day
 * and month could be either (03/04/2026) nothing is guessed.
 * @param timeZone IANA name
 */
export function createDayReader(timeZone: string): DayReader {
  const zone = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  return (text) => readDay(text, zone)
}

function readDay(text: string, zone: Intl.DateTimeFormat): number | null {
  const folded = text.normalize('NFKC').trim()
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/.test(folded)) {
    const at = Date.parse(folded)
    return Number.isNaN(at) ? null : at
  }
  const parts = yearFirst(folded) ?? yearLast(folded)
  if (parts === null) return null
  const asUtc = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute)
  return isReal(parts, asUtc) ? ofWallClock(asUtc, zone) : null
}

/** The offset of a moment near by may be that of the other side of a change to summer time, so the one of what it leads to is asked. */
function ofWallClock(asUtc: number, zone: Intl.DateTimeFormat): number {
  const first = asUtc - offsetMs(asUtc, zone)
  const offset = offsetMs(first, zone)
  const second = asUtc - offset
  // A time that clocks leap over is as much later as they leap.
  return offsetMs(second, zone) === offset ? second : Math.max(first, second)
}

/** The calendar turns 30 February into March; what does not come back as it was written is no day. */
function isReal(wall: Wall, asUtc: number): boolean {
  const back = new Date(asUtc)
  return (
    back.getUTCFullYear() === wall.year &&
    back.getUTCMonth() === wall.month - 1 &&
    back.getUTCDate() === wall.day &&
    back.getUTCHours() === wall.hour &&
    back.getUTCMinutes() === wall.minute
  )
}

type Wall = { readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number }

const TIME = '(?:[T\\s,]+(\\d{1,2})[:時时](\\d{2})(?::\\d{2}(?:\\.\\d+)?)?)?'
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?${TIME}$`)
const YEAR_LAST = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${TIME}$`)

function yearFirst(text: string): Wall | null {
  const match = YEAR_FIRST.exec(text)
  return match === null
    ? null
    : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), hour: Number(match[4] ?? 0), minute: Number(match[5] ?? 0) }
}

function yearLast(text: string): Wall | null {
  const match = YEAR_LAST.exec(text)
  if (match === null) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  const rest = { year: Number(match[3]), hour: Number(match[4] ?? 0), minute: Number(match[5] ?? 0) }
  if (first === second || (first > 12 && second <= 12)) return { ...rest, day: first, month: second }
  return second > 12 && first <= 12 ? { ...rest, day: second, month: first } : null
}

/** How far the zone's clock is ahead of UTC at a moment. */
function offsetMs(at: number, zone: Intl.DateTimeFormat): number {
  const name = zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name)
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}
