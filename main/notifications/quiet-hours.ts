import type { Preferences } from '../preferences/index.ts'

/** When no notice comes. */
export type QuietHours = Preferences['quietHours']

/**
 * Whether it is quiet now. Both times are of the shop's day; from the first minute on, up to the last. The same time twice
 * is a whole day.
 */
export function isQuiet(hours: QuietHours, { at, timeZone }: { readonly at: number; readonly timeZone: string }): boolean {
  if (hours === null) return false
  const { from, to } = hours
  const now = clockOf(at, timeZone)
  return from < to ? now >= from && now < to : now >= from || now < to
}

const clockOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at)
