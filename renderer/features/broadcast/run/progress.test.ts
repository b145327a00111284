import { describe, expect, it } from 'vitest'
import { doneOf, groupCounts, newsBetween, type Counts, type Progress } from './progress.ts'

const counts = (over: Partial<Counts>): Counts => ({
  matched: 120,
  planned: 0,
  skipped: 20,
  sending: 0,
  inDoubt: 0,
  accepted: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  failed: 0,
  rejected: 0,
  unconfirmed: 0,
  ...over,
})
const at = (state: Progress['state'], over: Partial<Counts>): Progress => ({ state, counts: counts(over) }) as Progress

describe('how far a run is', () => {
  it('puts every person into one group, so that the groups add up', () => {
    const all = counts({
      planned: 40,
      sending: 2,
      inDoubt: 1,
      accepted: 10,
      sent: 5,
      delivered: 30,
      read: 8,
      failed: 2,
      rejected: 1,
      unconfirmed: 1,
    })
    const { delivered, withMeta, onTheWay, notDelivered, waiting, leftOut } = groupCounts(all)
    expect(delivered + withMeta + onTheWay + notDelivered + waiting + leftOut).toBe(all.matched)
  })

  it('counts who was handed over, of those who should get it', () => {
    expect(doneOf(counts({ planned: 40, sending: 10, accepted: 50 }))).toEqual({ done: 50, total: 100 })
    expect(doneOf(counts({ skipped: 120 }))).toEqual({ done: 0, total: 0 })
  })
})

describe('what is said aloud', () => {
  it('is each quarter once', () => {
    expect(newsBetween(at('running', { planned: 80, accepted: 20 }), at('running', { planned: 74, accepted: 26 }))).toEqual({
      kind: 'percent',
      percent: 25,
    })
    expect(newsBetween(at('running', { planned: 74, accepted: 26 }), at('running', { planned: 60, accepted: 40 }))).toBeNull()
  })

  it('is only the last of several quarters, and 100 % in place of the state it ends in', () => {
    expect(newsBetween(at('running', { planned: 90, accepted: 10 }), at('finished', { accepted: 100 }))).toEqual({
      kind: 'percent',
      percent: 100,
    })
  })

  it('is every pause, resume and stop', () => {
    expect(newsBetween(at('running', { planned: 80, accepted: 20 }), at('paused', { planned: 74, accepted: 26 }))).toEqual({
      kind: 'state',
      state: 'paused',
    })
    expect(newsBetween(at('paused', { planned: 74 }), at('stopped', { skipped: 94 }))).toEqual({ kind: 'state', state: 'stopped' })
  })
})
