import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { createHourIn, quietUntil, type QuietHours } from './quiet-hours.ts'

const QUARTER_MS = 900_000
const PREFIX_LENGTH = 7

type Person = { readonly toPhone: string | null; readonly toUserId: string | null }

/**
 * The country in which a person's number is registered; the first letters of Meta's user id name it too.
 * Null where neither tells.
 */
export function countryOf(person: Person): string | null {
  if (person.toPhone !== null) return parsePhoneNumberFromString(person.toPhone)?.country ?? null
  return person.toUserId === null ? null : person.toUserId.slice(0, 2)
}

// The compiler's library for this target does not know the method yet; Node 24 has it.
type LocaleWithZones = Intl.Locale & { getTimeZones?(): readonly string[] | undefined }

/** All time zones of a country, from the tz database inside this Node; empty where it knows none. */
export function zonesOf(country: string): readonly string[] {
  try {
    const locale: LocaleWithZones = new Intl.Locale(`und-${country}`)
    return locale.getTimeZones?.() ?? []
  } catch {
    // A word that is no country code at all.
    return []
  }
}

/** Answers until when a person is left in peace; remembers answers for the quarter of an hour for which they hold. */
export type QuietWatch = { until(person: Person, quiet: QuietHours, now: number): number | null }

/** @param homeZone the shop's own zone, for people whose country is not known */
export function createQuietWatch(homeZone: string): QuietWatch {
  const hourIn = createHourIn()
  const countries = new Map<string, string | null>()
  const zones = new Map<string, readonly string[]>()
  let answers = new Map<string, number | null>()
  let quarter = -1
  const countryByPrefix = (person: Person): string | null => {
    // Numbers with the same first digits are of one country; parsing each anew would cost more than the claim.
    const key = person.toPhone?.slice(0, PREFIX_LENGTH) ?? person.toUserId?.slice(0, 2) ?? ''
    const known = countries.get(key)
    if (known !== undefined) return known
    const country = countryOf(person)
    if (countries.size > 20_000) countries.clear()
    countries.set(key, country)
    return country
  }
  const zonesFor = (country: string | null): readonly string[] => {
    const key = country ?? ''
    const known = zones.get(key)
    if (known !== undefined) return known
    const found = country === null ? [] : zonesOf(country)
    const list = found.length === 0 ? [homeZone] : found
    zones.set(key, list)
    return list
  }
  return {
    until(person, quiet, now) {
      const country = countryByPrefix(person)
      if (Math.floor(now / QUARTER_MS) !== quarter) {
        quarter = Math.floor(now / QUARTER_MS)
        answers = new Map()
      }
      const key = `${country ?? ''} ${quiet.fromHour} ${quiet.toHour}`
      const known = answers.get(key)
      if (known !== undefined) return known
      const answer = quietUntil(now, { zones: zonesFor(country), hourIn }, quiet)
      answers.set(key, answer)
      return answer
    },
  }
}
