import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { askedDay, instantsAfter, nextInstant, type Rule, type RuleSpan } from './recurrence.ts'

const zoned = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds
const told = (at: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' })

/** The first times of a rule after it starts, as local times with their offset. */
function times(rule: Rule, start: string, count: number): string[] {
  const startsAt = zoned(start)
  const timeZone = Temporal.ZonedDateTime.from(start).timeZoneId
  const found: string[] = []
  for (const at of instantsAfter(rule, { startsAt, endsAt: null, timeZone }, startsAt - 1)) {
    found.push(told(at, timeZone))
    if (found.length === count) break
  }
  return found
}

const daily = (hour: number, minute = 0, every = 1): Rule => ({ kind: 'daily', every, time: { hour, minute } })

describe('a rule', () => {
  it('comes each day, or each few days counted from its start', () => {
    expect(times(daily(9), '2026-11-25T08:00[Asia/Taipei]', 2)).toEqual(['2026-11-25T09:00:00+08:00', '2026-11-26T09:00:00+08:00'])
    expect(times(daily(9, 30, 3), '2026-11-25T10:00[Asia/Taipei]', 2)).toEqual(['2026-11-28T09:30:00+08:00', '2026-12-01T09:30:00+08:00'])
  })

  it('comes on weekdays of each second week', () => {
    const rule: Rule = { kind: 'weekly', every: 2, weekdays: [5, 1], time: { hour: 18, minute: 0 } }
    expect(times(rule, '2026-11-25T08:00[Asia/Taipei]', 4)).toEqual([
      '2026-11-27T18:00:00+08:00',
      '2026-12-07T18:00:00+08:00',
      '2026-12-11T18:00:00+08:00',
      '2026-12-21T18:00:00+08:00',
    ])
  })

  it('comes on the last day of months that are too short', () => {
    const rule: Rule = { kind: 'monthly', every: 1, day: 31, time: { hour: 12, minute: 0 } }
    expect(times(rule, '2027-12-01T00:00[Europe/Madrid]', 5).map((time) => time.slice(0, 10))).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
    ])
  })

  it('asks those whose day is so many days away, over the end of a year too', () => {
    const rule = { kind: 'customer-date', date: 'birthday', daysBefore: 7, time: { hour: 9, minute: 0 } } as const
    expect(askedDay(rule, zoned('2026-12-28T09:00[Asia/Taipei]'), 'Asia/Taipei')).toBe('2027-01-04')
    expect(askedDay({ ...rule, daysBefore: -3 }, zoned('2026-12-02T09:00[Asia/Taipei]'), 'Asia/Taipei')).toBe('2026-11-29')
  })

  it('never comes where its end lies before its first time', () => {
    const startsAt = zoned('2026-11-25T10:00[Asia/Taipei]')
    expect(nextInstant(daily(9), { startsAt, endsAt: startsAt + 3_600_000, timeZone: 'Asia/Taipei' }, 0)).toBeNull()
  })
})

describe('when clocks change', () => {
  it.each([
    [
      'Europe/Madrid',
      '2026-03-28T00:00[Europe/Madrid]',
      2,
      ['2026-03-28T02:30:00+01:00', '2026-03-29T03:30:00+02:00', '2026-03-30T02:30:00+02:00'],
    ],
    [
      'America/New_York',
      '2026-03-07T00:00[America/New_York]',
      2,
      ['2026-03-07T02:30:00-05:00', '2026-03-08T03:30:00-04:00', '2026-03-09T02:30:00-04:00'],
    ],
    [
      'America/Santiago (at midnight)',
      '2026-09-05T00:00[America/Santiago]',
      0,
      ['2026-09-05T00:30:00-04:00', '2026-09-06T01:30:00-03:00', '2026-09-07T00:30:00-03:00'],
    ],
    [
      'Australia/Lord_Howe (half an hour)',
      '2026-10-03T00:00[Australia/Lord_Howe]',
      2,
      ['2026-10-03T02:30:00+10:30', '2026-10-04T02:30:00+11:00', '2026-10-05T02:30:00+11:00'],
    ],
  ])('a time that is leapt over comes as much later: %s', (_, start, hour, expected) => {
    expect(times(daily(hour, 30), start, 3)).toEqual(expected)
  })

  it.each([
    [
      'Europe/Madrid',
      '2026-10-24T00:00[Europe/Madrid]',
      2,
      ['2026-10-24T02:30:00+02:00', '2026-10-25T02:30:00+02:00', '2026-10-26T02:30:00+01:00'],
    ],
    [
      'America/New_York',
      '2026-10-31T00:00[America/New_York]',
      1,
      ['2026-10-31T01:30:00-04:00', '2026-11-01T01:30:00-04:00', '2026-11-02T01:30:00-05:00'],
    ],
    [
      'Australia/Sydney',
      '2026-04-04T00:00[Australia/Sydney]',
      2,
      ['2026-04-04T02:30:00+11:00', '2026-04-05T02:30:00+11:00', '2026-04-06T02:30:00+10:00'],
    ],
  ])('a time that comes twice counts the first time only: %s', (_, start, hour, expected) => {
    expect(times(daily(hour, 30), start, 3)).toEqual(expected)
  })

  it('a day that a country leapt over altogether comes once with the next', () => {
    expect(times(daily(10), '2011-12-29T00:00[Pacific/Apia]', 3)).toEqual([
      '2011-12-29T10:00:00-10:00',
      '2011-12-31T10:00:00+14:00',
      '2012-01-01T10:00:00+14:00',
    ])
  })
})

const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), every: fc.integer({ min: 1, max: 60 }), time }),
  fc.record({
    kind: fc.constant('weekly' as const),
    every: fc.integer({ min: 1, max: 12 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    time,
  }),
  fc.record({ kind: fc.constant('monthly' as const), every: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }), time }),
)
const ZONES = [
  'Asia/Taipei',
  'Europe/Madrid',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
]
const anySpan: fc.Arbitrary<RuleSpan> = fc
  .record({
    startsAt: fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2040, 0) }),
    days: fc.option(fc.integer({ min: 0, max: 2_000 })),
    timeZone: fc.constantFrom(...ZONES),
  })
  .map(({ startsAt, days, timeZone }) => ({ startsAt, endsAt: days === null ? null : startsAt + days * 86_400_000, timeZone }))

describe('any rule', () => {
  it('comes never before its start or after its end, each instant once, and the same wherever it is asked from', () => {
    fc.assert(
      fc.property(anyRule, anySpan, (rule, span) => {
        const found: number[] = []
        for (const at of instantsAfter(rule, span, span.startsAt - 400 * 86_400_000)) {
          found.push(at)
          if (found.length === 20) break
        }
        expect(found.every((at) => at >= span.startsAt && at <= (span.endsAt ?? Infinity))).toBe(true)
        expect(found).toEqual([...new Set(found)].toSorted((one, other) => one - other))
        // Reckoned anew from just before each, and from the one before it.
        expect(found.map((at) => nextInstant(rule, span, at - 1))).toEqual(found)
        expect(found.slice(0, -1).map((at) => nextInstant(rule, span, at))).toEqual(found.slice(1))
      }),
      { numRuns: 200 },
    )
  })
})
