import { describe, expect, it } from 'vitest'
import { finishAt } from './finish.ts'
import { formOfTime, readPlan, withDay, type PlanForm } from './plan-form.ts'
import { clockMoment } from './shop-clock.ts'

const taipei = 'Asia/Taipei'
const newYork = 'America/New_York'
const now = Date.UTC(2026, 10, 22, 2, 42)
const HOUR_MS = 3_600_000

describe('a day and time on the shop’s clock', () => {
  it('is one moment on most days', () => {
    expect(clockMoment('2026-11-28', '10:00', taipei)).toEqual({ at: Date.UTC(2026, 10, 28, 2), clock: 'once' })
  })

  it('comes as much later as clocks leap, and says so', () => {
    expect(clockMoment('2026-03-08', '02:30', newYork)).toEqual({ at: Date.UTC(2026, 2, 8, 7, 30), clock: 'skipped' })
    expect(clockMoment('2026-03-08', '03:30', newYork)).toEqual({ at: Date.UTC(2026, 2, 8, 7, 30), clock: 'once' })
  })

  it('means the first of two, and says so', () => {
    expect(clockMoment('2026-11-01', '01:30', newYork)).toEqual({ at: Date.UTC(2026, 10, 1, 5, 30), clock: 'twice' })
  })

  it('is none while a part is missing', () => {
    expect(clockMoment('', '10:00', taipei)).toBeNull()
    expect(clockMoment('2026-11-28', '', taipei)).toBeNull()
  })
})

describe('a plan that is typed', () => {
  const form: PlanForm = { day: '2026-11-28', time: '10:00', hasLatest: true, latestDay: '2026-11-28', latestTime: '20:00' }
  const read = (change: Partial<PlanForm>) => readPlan({ ...form, ...change }, { now, timeZone: taipei })

  it('is proposed for the next day of the shop', () => {
    expect(formOfTime({ kind: 'now' }, { now: Date.UTC(2026, 10, 22, 20), timeZone: taipei })).toMatchObject({
      day: '2026-11-24',
      time: '10:00',
    })
  })

  it('is read with its latest time, and written back as it was', () => {
    const { time, problem } = read({})
    expect(problem).toBeNull()
    expect(time).toEqual({ kind: 'at', at: Date.UTC(2026, 10, 28, 2), latestAt: Date.UTC(2026, 10, 28, 12) })
    expect(time === null ? null : formOfTime(time, { now, timeZone: taipei })).toEqual(form)
  })

  it('is refused for a time that passed, and for a latest time that is not after it', () => {
    expect(read({ day: '2026-11-22', hasLatest: false }).problem).toBe('past')
    expect(read({ latestTime: '10:00' }).problem).toBe('latest-early')
    expect(read({ latestTime: '' })).toMatchObject({ time: null, problem: 'latest-missing' })
    expect(read({ day: '' })).toMatchObject({ time: null, problem: 'missing' })
  })

  it('takes its latest time along when the day moves', () => {
    expect(withDay({ ...form, latestDay: '2026-11-29' }, '2026-12-01')).toMatchObject({ day: '2026-12-01', latestDay: '2026-12-02' })
    expect(withDay(form, '')).toMatchObject({ day: '', latestDay: '' })
  })
})

describe('the end of a run', () => {
  const night = { fromHour: 21, toHour: 9 }
  it('comes after its time where nobody sleeps', () => {
    const startsAt = Date.UTC(2026, 10, 28, 2)
    expect(finishAt({ startsAt, durationMs: 90_000, quiet: night, timeZone: taipei })).toBe(startsAt + 90_000)
  })

  it('leaves the night out', () => {
    const startsAt = Date.UTC(2026, 10, 28, 12, 30)
    expect(finishAt({ startsAt, durationMs: HOUR_MS, quiet: night, timeZone: taipei })).toBe(Date.UTC(2026, 10, 29, 1, 30))
    expect(finishAt({ startsAt, durationMs: HOUR_MS, quiet: null, timeZone: taipei })).toBe(startsAt + HOUR_MS)
  })

  it('begins in the morning where it was planned for the night', () => {
    expect(finishAt({ startsAt: Date.UTC(2026, 10, 28, 15), durationMs: 0, quiet: night, timeZone: taipei })).toBe(
      Date.UTC(2026, 10, 29, 1),
    )
  })
})
