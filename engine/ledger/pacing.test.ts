import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gate } from './gate.ts'
import { Slots, TokenBucket } from './pacing.ts'

describe('a token bucket', () => {
  it('never lets more out in any second than the pace, however late its turns are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
        (perSecond, waits) => {
          const bucket = new TokenBucket(perSecond, 0)
          const taken: { at: number; count: number }[] = []
          let now = 0
          for (const wait of waits) {
            now += wait
            const count = bucket.available(now)
            bucket.take(count, now)
            taken.push({ at: now, count })
          }
          const within = (from: number) =>
            taken.filter(({ at }) => at >= from && at < from + 1_000).reduce((sum, { count }) => sum + count, 0)
          expect(Math.max(...taken.map(({ at }) => within(at)))).toBeLessThanOrEqual(perSecond)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('says when the next message may leave, and keeps its word', () => {
    const bucket = new TokenBucket(3, 0)
    bucket.take(1, 0)
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
