import { describe, expect, it } from 'vitest'
import { decideRound, judgeReview } from './rules.ts'

const GRACE = 1_800_000
const NOW = 1_795_000_000_000

describe('of the times that have come', () => {
  it('only the latest is carried out', () => {
    expect(decideRound([NOW - 5 * 86_400_000, NOW - 86_400_000, NOW], { now: NOW, graceMs: GRACE, ifMissed: 'skip' })).toBe(NOW)
    expect(decideRound([], { now: NOW, graceMs: GRACE, ifMissed: 'ask' })).toBeNull()
  })

  it('one whose grace is over counts only where the series asks', () => {
    const late = NOW - GRACE - 1
    expect(decideRound([late], { now: NOW, graceMs: GRACE, ifMissed: 'ask' })).toBe(late)
    expect(decideRound([late], { now: NOW, graceMs: GRACE, ifMissed: 'skip' })).toBeNull()
    expect(decideRound([late + 1], { now: NOW, graceMs: GRACE, ifMissed: 'skip' })).toBe(late + 1)
  })
})

const cost = { rows: [], totalMicros: 100, currency: 'USD', unknownPeople: 0, pricesFrom: null }
const stop = (code: 'nobody' | 'budget' | 'group-missing' | 'template-missing' | 'key-refused' | 'price-unknown') => ({
  code,
  level: 'stop' as const,
  params: {},
})

describe('a review of one time', () => {
  it('may go within what was approved', () => {
    expect(judgeReview({ issues: [{ ...stop('budget'), level: 'warn' }], cost, goes: 3 }, 100)).toEqual({ kind: 'go' })
  })

  it('has nobody to go to', () => {
    expect(judgeReview({ issues: [stop('nobody')], cost, goes: 0 }, 100)).toEqual({ kind: 'nobody' })
  })

  it.each([
    ['budget', { issues: [], cost, goes: 3 }, 99],
    ['price-unknown', { issues: [], cost: { ...cost, unknownPeople: 1 }, goes: 3 }, 100],
    ['group-missing', { issues: [stop('group-missing')], cost, goes: 3 }, 100],
    ['template-not-sendable', { issues: [stop('template-missing')], cost, goes: 3 }, 100],
    ['review-stopped', { issues: [stop('key-refused')], cost, goes: 3 }, 100],
    ['template-not-sendable', { issues: [stop('nobody'), stop('template-missing')], cost, goes: 0 }, 100],
  ] as const)('asks a person: %s', (reason, review, budget) => {
    expect(judgeReview({ ...review, issues: [...review.issues] }, budget)).toEqual({ kind: 'ask', reason })
  })
})
