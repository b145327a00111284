import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gate } from './gate.ts'
import { depart, LeastRoundTrip, Slots, TokenBucket } from './pacing.ts'

describe('a token bucket', () => {
  const overPace = (perSecond: number) => Math.max(perSecond, Math.floor(perSecond * 1.01))
  const largestSecond = (times: readonly number[]) =>
    Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length))

  it('lets no second of the other side have more than the pace and a hundredth, however late turns are and however unlike the ways of messages', () => {
    const LEAST_MS = 10
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 })), {
          minLength: 1,
          maxLength: 100,
        }),
        (perSecond, turns) => {
          const bucket = new TokenBucket(perSecond, 0)
          const arrivals: number[] = []
          let underWay: { readonly departure: ReturnType<typeof depart>; readonly answeredAt: number }[] = []
          let now = 0
          for (const [wait, there, back] of turns) {
            now += wait
            for (const { departure, answeredAt } of underWay.filter((one) => one.answeredAt <= now))
              departure.arrivedBy = answeredAt - LEAST_MS
            underWay = underWay.filter((one) => one.answeredAt > now)
            for (let left = bucket.available(now); left > 0; left -= 1) {
              const departure = depart(now)
              bucket.take(departure)
              arrivals.push(now + LEAST_MS / 2 + there)
              underWay.push({ departure, answeredAt: now + LEAST_MS + there + back })
            }
          }
          expect(largestSecond(arrivals)).toBeLessThanOrEqual(overPace(perSecond))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('lets nothing above a pace of less than a hundred out at all', () => {
    expect([overPace(80), overPace(99)]).toEqual([80, 99])
    const bucket = new TokenBucket(80, 0)
    const times: number[] = []
    for (let now = 0; now < 5_000; now += 7)
      for (let left = bucket.available(now); left > 0; left -= 1) {
        bucket.take({ at: now, arrivedBy: now })
        times.push(now)
      }
    expect(largestSecond(times)).toBe(80)
    expect(times.length).toBeGreaterThan(5 * 80 - 8)
  })

  it('says when the next message may leave, and keeps its word', () => {
    const bucket = new TokenBucket(3, 0)
    bucket.take({ at: 0, arrivedBy: 0 })
    const waitMs = bucket.msUntil(1, 0)
    expect(bucket.available(waitMs - 2)).toBe(0)
    expect(bucket.available(waitMs)).toBe(1)
  })

  it('halves, and is whole again within two minutes', () => {
    const bucket = new TokenBucket(80, 0)
    bucket.halve(0)
    expect(bucket.perSecond).toBe(40)
    bucket.available(20_000)
    expect(bucket.perSecond).toBeGreaterThan(50)
    bucket.available(120_000)
    expect(bucket.perSecond).toBe(80)
  })

  it('never halves to nothing', () => {
    const bucket = new TokenBucket(80, 0)
    for (let index = 0; index < 50; index += 1) bucket.halve(0)
    expect(bucket.perSecond).toBe(80 / 64)
  })

  it('keeps a halving in proportion when the pace changes', () => {
    const bucket = new TokenBucket(80, 0)
    bucket.halve(0)
    bucket.setPace(20, 0)
    expect(bucket.perSecond).toBe(10)
  })
})

describe('the least round trip', () => {
  it('is the shortest of late, and a longer one once the short ones are long ago', () => {
    const trip = new LeastRoundTrip()
    expect([trip.note(20), trip.note(5)]).toEqual([20, 5])
    expect(trip.note(30)).toBeLessThan(5.01)
    let least = 0
    for (let answers = 0; answers < 20_000; answers += 1) least = trip.note(30)
    expect(least).toBeCloseTo(30, 1)
  })
})

describe('slots', () => {
  it('are eight at a modest pace, however slow the answers', () => {
    const slots = new Slots(64)
    for (let index = 0; index < 64; index += 1) slots.note(5_000)
    expect(slots.count(3)).toBe(8)
    expect(slots.count(16)).toBe(8)
  })

  it('grow with pace times latency, and end at half a second of pace and at the most allowed', () => {
    const slots = new Slots(64)
    expect(slots.count(80)).toBe(8)
    for (let index = 0; index < 64; index += 1) slots.note(300)
    expect(slots.count(80)).toBe(34)
    for (let index = 0; index < 64; index += 1) slots.note(3_000)
    expect(slots.count(80)).toBe(40)
    expect(slots.count(1_000)).toBe(64)
  })
})

describe('the gate', () => {
  const failure = (startedAt: number, now: number) => ({ startedAt, now, random01: 1 })

  it('closes once for a burst that fails together', () => {
    const gate = new Gate()
    expect(gate.fail('throttle', failure(0, 100))).toBe(true)
    expect(gate.fail('throttle', failure(50, 110))).toBe(false)
    expect(gate.failures).toBe(1)
  })

  it('lets one message try at a time, and waits twice as long after each failure', () => {
    const gate = new Gate()
    gate.fail('throttle', failure(0, 0))
    expect([gate.allowance(1_999, 0), gate.allowance(2_000, 0), gate.allowance(2_000, 1)]).toEqual([0, 1, 0])
    gate.fail('throttle', failure(2_000, 2_000))
    expect([gate.allowance(5_999, 0), gate.allowance(6_000, 0)]).toEqual([0, 1])
  })

  it('opens for an answer to a message that left after it closed, not before', () => {
    const gate = new Gate()
    gate.fail('offline', failure(0, 100))
    expect(gate.succeed(50)).toBeNull()
    expect(gate.allowance(200, 0)).toBe(0)
    expect(gate.succeed(1_200)).toBe('offline')
    expect(gate.allowance(1_300, 5)).toBe(Number.POSITIVE_INFINITY)
  })

  it('waits at least as long as Meta says', () => {
    const gate = new Gate()
    gate.fail('throttle', { ...failure(0, 0), waitMs: 600_000 })
    expect(gate.opensAt).toBe(600_000)
  })
})
