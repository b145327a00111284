export type QuietHours = { readonly fromHour: number; readonly toHour: number }
/** A country's own clock now. */
export type PlaceNow = { readonly country: string; readonly at: number; readonly timeZone: string; readonly isQuiet: boolean }

/** Whether an hour of the day lies in quiet hours, over midnight too; the same hour twice means none. */
export function isQuietHour(hour: number, { fromHour, toHour }: QuietHours): boolean {
  if (fromHour === toHour) return false
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour
}

const hourIn = (at: number, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at))

type LocaleWithZones = Intl.Locale & { getTimeZones?: () => readonly string[]; readonly timeZones?: readonly string[] }

/** The time zones of a country; empty where none is known. */
function zonesOf(country: string): readonly string[] {
  const locale: LocaleWithZones = new Intl.Locale(`und-${country}`)
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}

/**
 * What quiet hours mean now in each country: it counts as quiet while any part of the country is.
 * @param shop the shop's own country and clock, listed first
 */
export function quietPlaces(
  countries: readonly string[],
  shop: { readonly country: string; readonly timeZone: string },
  quiet: QuietHours & { readonly at: number },
): readonly PlaceNow[] {
  const { at } = quiet
  const others = [...new Set(countries)].filter((country) => country !== shop.country)
  const zones = [[shop.country, [shop.timeZone]] as const, ...others.map((country) => [country, zonesOf(country)] as const)]
  return zones.flatMap(([country, list]) => {
    const quietZone = list.find((zone) => isQuietHour(hourIn(at, zone), quiet))
    const timeZone = quietZone ?? list[0]
    return timeZone === undefined ? [] : [{ country, at, timeZone, isQuiet: quietZone !== undefined }]
  })
}
