const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** How much of a reply window is left, in the steps in which it is shown. */
export type WindowLeft =
  | { readonly state: 'never' }
  | { readonly state: 'closed'; readonly sinceHours: number }
  | { readonly state: 'open' | 'closing' | 'last-hour'; readonly hours: number; readonly minutes: number }

const CLOSING_HOURS = 4

/**
 * Says how much of the reply window is left.
 * @param closesAt when the window closes (ms since epoch); null when the customer never wrote
 * @returns over four hours `open`, under four `closing`, under one `last-hour`; minutes are rounded down, never to more than there is
 */
export function windowLeft(closesAt: number | null, now: number): WindowLeft {
  if (closesAt === null) return { state: 'never' }
  const leftMs = closesAt - now
  if (leftMs <= 0) return { state: 'closed', sinceHours: Math.floor(Math.abs(leftMs) / HOUR_MS) }
  const hours = Math.floor(leftMs / HOUR_MS)
  const minutes = Math.floor((leftMs % HOUR_MS) / MINUTE_MS)
  const state = hours < 1 ? 'last-hour' : hours < CLOSING_HOURS ? 'closing' : 'open'
  return { state, hours, minutes }
}

type WindowText = {
  readonly id:
    | 'ui.window.open'
    | 'ui.window.minutes'
    | 'ui.window.never'
    | 'ui.window.closedNow'
    | 'ui.window.closedFor.hours'
    | 'ui.window.closedFor.days'
  readonly values: Readonly<Record<string, number>>
}

/** The words for what is left, long enough for the head of a conversation. */
export function windowText(left: WindowLeft): WindowText {
  switch (left.state) {
    case 'never':
      return { id: 'ui.window.never', values: {} }
    case 'closed':
      return closedText(left.sinceHours)
    case 'last-hour':
      return { id: 'ui.window.minutes', values: { minutes: left.minutes } }
    case 'open':
    case 'closing':
      return { id: 'ui.window.open', values: { hours: left.hours, minutes: left.minutes } }
  }
}

function closedText(sinceHours: number): WindowText {
  if (sinceHours < 1) return { id: 'ui.window.closedNow', values: {} }
  if (sinceHours < 48) return { id: 'ui.window.closedFor.hours', values: { hours: sinceHours } }
  return { id: 'ui.window.closedFor.days', values: { days: Math.floor(sinceHours / 24) } }
}

type ShortText = {
  readonly id: 'ui.window.short.hours' | 'ui.window.short.minutes' | 'ui.window.short.closed' | 'ui.window.short.never'
  readonly values: Readonly<Record<string, number>>
}

/** The words for what is left, short enough for a row of a list. */
export function windowShortText(left: WindowLeft): ShortText {
  switch (left.state) {
    case 'never':
      return { id: 'ui.window.short.never', values: {} }
    case 'closed':
      return { id: 'ui.window.short.closed', values: {} }
    case 'last-hour':
      return { id: 'ui.window.short.minutes', values: { minutes: left.minutes } }
    case 'open':
    case 'closing':
      return { id: 'ui.window.short.hours', values: { hours: left.hours } }
  }
}
