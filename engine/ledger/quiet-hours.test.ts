import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHourIn, quietUntil } from './quiet-hours.ts'
import { countryOf, zonesOf } from './zones.ts'

const hourIn = createHourIn()
const night = { fromHour: 21, toHour: 9 }
const HOUR_MS = 3_600_000
const localHour = (zone: string, at: number) =>
  Number(new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(at))

describe('quiet hours', () => {
  it('end at nine in the morning and begin at nine in the evening', () => {
    expect(quietUntil(Date.UTC(2026, 10, 23, 0, 59), { zones: ['Asia/Taipei'], hourIn }, night)).toBe(Date.UTC(2026, 10, 23, 1, 0))
    expect(quietUntil(Date.UTC(2026, 10, 23, 1, 0), { zones: ['Asia/Taipei'], hourIn }, night)).toBeNull()
    expect(quietUntil(Date.UTC(2026, 10, 23, 12, 59), { zones: ['Asia/Taipei'], hourIn }, night)).toBeNull()
    expect(quietUntil(Date.UTC(2026, 10, 23, 13, 0), { zones: ['Asia/Taipei'], hourIn }, night)).toBe(Date.UTC(2026, 10, 24, 1, 0))
  })

  it('within one day, and none for the same hour twice', () => {
    expect(quietUntil(Date.UTC(2026, 5, 1, 4, 30), { zones: ['UTC'], hourIn }, { fromHour: 4, toHour: 6 })).toBe(Date.UTC(2026, 5, 1, 6, 0))
    expect(quietUntil(Date.UTC(2026, 5, 1, 4, 30), { zones: ['UTC'], hourIn }, { fromHour: 4, toHour: 4 })).toBeNull()
  })

  it('M-11: follow the clocks of summer time, forward and back', () => {
    // Berlin, night to 29 March 2026: the hour from two to three does not exist; nine o'clock is 07:00 UTC.
    expect(quietUntil(Date.UTC(2026, 2, 28, 22, 0), { zones: ['Europe/Berlin'], hourIn }, night)).toBe(Date.UTC(2026, 2, 29, 7, 0))
    // Night to 25 October 2026: that hour comes twice; nine o'clock is 08:00 UTC.
    expect(quietUntil(Date.UTC(2026, 9, 24, 22, 0), { zones: ['Europe/Berlin'], hourIn }, night)).toBe(Date.UTC(2026, 9, 25, 8, 0))
  })

  it('last a day longer where the one hour of the day that is not quiet falls into the change of clocks', () => {
    // Los Angeles, 14 March 2027: the hour from two to three does not exist, and nothing may leave at any other.
    const only = { fromHour: 3, toHour: 2 }
    expect(quietUntil(Date.UTC(2027, 2, 13, 11, 0), { zones: ['America/Los_Angeles'], hourIn }, only)).toBe(Date.UTC(2027, 2, 15, 9, 0))
  })

  it('wait for the last zone of a country with several', () => {
    const zones = zonesOf('US')
    expect(zones.length).toBeGreaterThan(5)
    // 14:00 UTC in November: nine in New York, four in Honolulu.
    const until = quietUntil(Date.UTC(2026, 10, 23, 14, 0), { zones, hourIn }, night)
    expect(until).toBe(Date.UTC(2026, 10, 23, 19, 0))
    expect(zones.every((zone) => localHour(zone, until ?? 0) >= 9 && localHour(zone, until ?? 0) < 21)).toBe(true)
  })

  it('let go at the best moment where the zones leave no common hour', () => {
    const zones = ['Pacific/Kiritimati', 'Etc/GMT+12', 'Europe/London']
    const from = Date.UTC(2026, 10, 23, 0, 0)
    const until = quietUntil(from, { zones, hourIn }, night)
    expect(until === null ? from : quietUntil(until, { zones, hourIn }, night)).toSatisfy((at: number | null) => at === null || at === from)
  })

  it('M-11: never end in the night and are never too long, through two years of every change of clocks', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const anyHour = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
        anyHour,
        anyHour,
        (zone, now, fromHour, toHour) => {
          const quiet = { fromHour, toHour }
          const isQuiet = (at: number) => {
            const hour = localHour(zone, at)
            return fromHour < toHour ? hour >= fromHour && hour < toHour : fromHour > toHour && (hour >= fromHour || hour < toHour)
          }
          const until = quietUntil(now, { zones: [zone], hourIn }, quiet)
          expect(until === null).toBe(!isQuiet(now))
          if (until === null) return
          expect(isQuiet(until)).toBe(false)
          expect(isQuiet(until - 1)).toBe(true)
          // Clocks leap two hours at most (Troll): longer waking hours are never lost whole.
          const wakingHours = (fromHour - toHour + 24) % 24
          expect(until - now).toBeLessThanOrEqual((wakingHours <= 2 ? 49 : 25) * HOUR_MS)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('where somebody lives', () => {
  it('is told by the number, also where countries share a prefix', () => {
    const country = (toPhone: string) => countryOf({ toPhone, toUserId: null })
    expect(['+886912345678', '+85255501234', '+12125550123', '+14165550123', '+77012345678', '+79161234567'].map(country)).toEqual([
      'TW',
      'HK',
      'US',
      'CA',
      'KZ',
      'RU',
    ])
  })

  it('is told by the user id where there is no number', () => {
    expect(countryOf({ toPhone: null, toUserId: 'HK.4x9A' })).toBe('HK')
  })

  it('has no zones for a word that is no country', () => {
    expect(zonesOf('??')).toEqual([])
    expect(zonesOf('TW')).toEqual(['Asia/Taipei'])
  })
})
