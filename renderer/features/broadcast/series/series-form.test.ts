import { describe, expect, it } from 'vitest'
import { boundsOf, formOf, inputOf, newForm, ruleOf, type Rule, type Series } from './series-form.ts'

const clock = { now: Date.UTC(2026, 10, 22, 2, 42), timeZone: 'Asia/Taipei' }
const time = { hour: 9, minute: 5 }
const rules: readonly Rule[] = [
  { kind: 'daily', every: 3, time },
  { kind: 'weekly', every: 2, weekdays: [1, 4], time },
  { kind: 'monthly', every: 1, day: 31, time },
  { kind: 'customer-date', date: 'birthday', daysBefore: 7, time },
  { kind: 'customer-date', date: 'service-due', daysBefore: -3, time },
]
const content = { name: 'Refill' } as Series['content']
const series = (change: Partial<Series>): Series =>
  ({
    content,
    rule: rules[0],
    startsAt: Date.UTC(2026, 10, 21, 16),
    endsAt: null,
    mostTimes: null,
    skipIf: { ordered: true, replied: false },
    budgetEachMicros: 12_500_000,
    ifMissed: 'skip',
    ...change,
  }) as Series

describe('the form of a series', () => {
  it.each(rules)('keeps a rule as it was: $kind', (rule) => {
    expect(ruleOf(formOf(series({ rule }), clock).rule)).toEqual(rule)
  })

  it('keeps where it begins and ends, what it leaves out and what it may cost', () => {
    const endsAt = Date.UTC(2026, 11, 31, 15, 59, 59) as Series['endsAt']
    const kept = series({ endsAt })
    expect(inputOf(formOf(kept, clock), content, clock.timeZone)).toEqual({ ...kept })
    expect(inputOf(formOf(series({ mostTimes: 4 }), clock), content, clock.timeZone)).toMatchObject({ mostTimes: 4, endsAt: null })
  })

  it('is no rule while a weekday, a day of the customer or the time is missing', () => {
    const { rule } = newForm(clock)
    expect(ruleOf({ ...rule, weekdays: [] })).toBeNull()
    expect(ruleOf({ ...rule, kind: 'customer-date' })).toBeNull()
    expect(ruleOf({ ...rule, time: '' })).toBeNull()
  })

  it('is not saved with an end before its beginning, or without a budget', () => {
    const { rule, limits } = newForm(clock)
    expect(boundsOf({ ...limits, end: 'day', endDay: '2026-11-01' }, clock.timeZone)).toBeNull()
    expect(inputOf({ rule, limits }, content, clock.timeZone)).toBeNull()
    expect(inputOf({ rule, limits: { ...limits, budgetEach: 5 } }, content, clock.timeZone)).toMatchObject({ budgetEachMicros: 5_000_000 })
  })
})
