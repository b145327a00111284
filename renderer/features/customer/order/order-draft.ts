import { dayOf } from '../../../i18n/index.ts'

const MICROS = 1_000_000
const HOUR_MS = 3_600_000

/** Reads a typed amount, in millionths; a sign before three digits parts thousands. Null where it is none. */
export function readAmount(typed: string): number | null {
  const bare = typed
    .normalize('NFKC')
    .replace(/[\s\p{Sc}]/gu, '')
    .replace(/^[A-Za-z]{1,3}(?=\d)/u, '')
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/u.exec(bare)
  if (match === null) return null
  const micros = Number(match[1]?.replace(/[.,]/gu, '')) * MICROS + Math.round(Number(`0.${match[2] ?? '0'}`) * MICROS)
  return Number.isSafeInteger(micros) ? micros : null
}

/**
 * The moment that stands for a chosen day: now for today, else an hour of that day in the shop's zone.
 * @param day YYYY-MM-DD
 */
export function momentOfDay(
  day: string,
  { today, now, timeZone }: { readonly today: string; readonly now: number; readonly timeZone: string },
): number {
  if (day === today) return now
  const noon = Date.parse(`${day}T12:00:00Z`)
  // Zones are up to 14 hours ahead of UTC: one of these falls on the day there.
  return [noon, noon - 13 * HOUR_MS, noon + 11 * HOUR_MS].find((at) => dayOf(at, timeZone) === day) ?? noon
}
