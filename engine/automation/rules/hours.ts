import type { AutomationWork } from '#contract/ipc/automation.ts'

type Away = Extract<AutomationWork, { readonly kind: 'away' }>
type Span = { readonly opens: string; readonly closes: string }
export type WeekHours = readonly (Span & { readonly day: number })[]

/** When a shop is open: by days of the week, and by dates that go before them; all in the shop's time zone. */
export type Timetable = { readonly hours: WeekHours; readonly specialDays: Away['specialDays']; readonly timeZone: string }

/** `holiday` names the day where one has a name. */
export type Opening = { readonly isOpen: boolean; readonly holiday: string }

type Moment = { readonly date: string; readonly day: number; readonly time: string }

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const LOOK_AHEAD_DAYS = 28

const formats = new Map<string, Intl.DateTimeFormat>()

/** Formatters are costly to make, and a shop has one zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

/** A time as the wall of the shop shows it. */
export function momentIn(at: number, timeZone: string): Moment {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const date = `${part['year']}-${part['month']}-${part['day']}`
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return { date, day: weekday === 0 ? 7 : weekday, time: `${part['hour']}:${part['minute']}` }
}

/** A date with hours of its own goes before the day of the week; the date of one year before the one of every year. */
function spansOf({ hours, specialDays }: Timetable, { date, day }: Moment): { readonly spans: readonly Span[]; readonly name: string } {
  const special =
    specialDays.find((one) => !one.everyYear && one.date === date) ??
    specialDays.find((one) => one.everyYear && one.date.slice(5) === date.slice(5))
  if (special !== undefined) return { spans: special.hours, name: special.name }
  return { spans: hours.filter((span) => span.day === day), name: '' }
}

function isOpenAt(table: Timetable, at: number): boolean {
  const moment = momentIn(at, table.timeZone)
  return spansOf(table, moment).spans.some(({ opens, closes }) => opens <= moment.time && moment.time < closes)
}

/** Whether the shop is open at a time. */
export function openingAt(table: Timetable, at: number): Opening {
  const isOpen = isOpenAt(table, at)
  return { isOpen, holiday: isOpen ? '' : spansOf(table, momentIn(at, table.timeZone)).name }
}

/**
 * When a closed shop opens; null where it does not within four weeks. Looks at quarters of an hour, because hours mostly
 * begin on one, and at every minute where some don't.
 */
export function opensAfter(table: Timetable, at: number): number | null {
  const edges = new Set(['00:00'])
  for (const { opens, closes } of [...table.hours, ...table.specialDays.flatMap(({ hours }) => hours)]) edges.add(opens).add(closes)
  const first = Math.floor(at / MINUTE_MS) * MINUTE_MS + MINUTE_MS
  const stepMs = [...edges].every((edge) => Number(edge.slice(3)) % 15 === 0) ? 15 * MINUTE_MS : MINUTE_MS
  const start = Math.ceil(first / stepMs) * stepMs
  for (let time = start; time <= at + LOOK_AHEAD_DAYS * DAY_MS; time += stepMs) {
    if (isOpenAt(table, time)) return time
  }
  return null
}
