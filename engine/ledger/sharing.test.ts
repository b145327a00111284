import { afterEach, describe, expect, it } from 'vitest'
import { aSend, accepted, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import type { ManualClock } from '../kernel/index.ts'
import { FairShare } from './fair-share.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => aSend(first + index))
const done = (runId: string) => kit.states(runId).filter((state) => state === 'accepted').length

describe('several broadcasts on one number', () => {
  it('share it: twenty people do not wait for the end of ten thousand', async () => {
    kit = ledgerKit()
    kit.run(from(0, 10_000), { runId: 'large' })
    await kit.clock.advance(2_000)
    kit.run(from(20_000, 20), { runId: 'small' })
    await kit.clock.advance(1_000)
    expect(done('small')).toBe(20)
    expect(done('large')).toBeGreaterThan(180)
    expect(kit.ledger.run(kit.store.read, 'small')?.state).toBe('finished')
  })

  it('get the same where all could take more, and a slow one leaves its part to the others', async () => {
    kit = ledgerKit()
    kit.run(from(0, 2_000), { runId: 'one' })
    kit.run(from(10_000, 2_000), { runId: 'two' })
    kit.run(from(20_000, 2_000), { runId: 'slow', pacePerSecond: 5 })
    await kit.clock.advance(10_000)
    expect(done('slow')).toBeGreaterThanOrEqual(48)
    expect(Math.abs(done('one') - done('two'))).toBeLessThanOrEqual(4)
    expect(done('one') + done('two')).toBeGreaterThan(720)
  })

  it('do not wait for one whose people are all held until later', async () => {
    kit = ledgerKit()
    const until = kit.clock.now() + 3_600_000
    kit.ledger.guard('offer', (_db, send, now) => (send.runId === 'held' && now < until ? { holdUntil: until } : { go: true }))
    kit.run(from(0, 300), { runId: 'held' })
    kit.run(from(10_000, 300), { runId: 'open' })
    await kit.clock.advance(6_000)
    expect([done('held'), done('open')]).toEqual([0, 300])
  })
})

describe('what several broadcasts have in common', () => {
  it('M-12: is one daily limit, however many of them take places in the same turn', async () => {
    kit = ledgerKit()
    kit.ledger.setThroughput(1_000)
    kit.ledger.setDailyLimit(100)
    for (const [index, runId] of ['one', 'two', 'three'].entries()) kit.run(from(index * 10_000, 300), { runId, pacePerSecond: 1_000 })
    await kit.clock.advance(5_000)
    expect(done('one') + done('two') + done('three')).toBe(90)
  })

  it('leaves each its own budget, also when it takes over what another one could not', async () => {
    kit = ledgerKit()
    const until = kit.clock.now() + 3_600_000
    kit.ledger.guard('offer', (_db, send, now) => (send.runId === 'held' && now < until ? { holdUntil: until } : { go: true }))
    kit.ledger.setThroughput(1_000)
    kit.run(from(0, 2_000), { runId: 'held', pacePerSecond: 1_000 })
    kit.run(from(10_000, 2_000), { runId: 'locked', budgetMicros: 50_500, pacePerSecond: 1_000 })
    await kit.clock.advance(5_000)
    expect(done('locked')).toBe(50)
    expect(kit.ledger.run(kit.store.read, 'locked')).toMatchObject({ state: 'paused', pauseReason: 'budget' })
  })
})

describe('replies', () => {
  it('leave within a second while broadcasts fill the number, each of them', async () => {
    kit = ledgerKit()
    slow(kit, 400)
    kit.run([], { runId: 'replies', owner: 'reply', purpose: 'reply', priority: 10, pacePerSecond: 20 })
    kit.run(from(0, 3_000), { runId: 'one' })
    kit.run(from(10_000, 3_000), { runId: 'two' })
    await kit.clock.advance(3_000)
    for (let index = 0; index < 20; index += 1) {
      const reply = aSend(50_000 + index, { template: null, body: `{"text":"reply ${index}"}` })
      kit.store.write((db) => kit.ledger.add(db, 'replies', reply))
      await kit.clock.advance(1_000)
      expect(kit.messenger.bodies.some((body) => body.includes(`reply ${index}"`))).toBe(true)
    }
    expect(done('one')).toBeGreaterThan(500)
  })
})

/** Meta answers, but each time only after a while. */
function slow(given: LedgerKit, ms: number): void {
  const clock: ManualClock = given.clock
  given.messenger.answer = (index) => new Promise<SendOutcome>((resolve) => void clock.after(ms, () => resolve(accepted(index))))
}

describe('fair shares', () => {
  const split = (share: FairShare, wants: Record<string, number>, places: number) =>
    Object.fromEntries(share.split(new Map(Object.entries(wants)), places))

  it('give everybody the same, and what one does not want to the others', () => {
    kit = ledgerKit()
    const share = new FairShare()
    expect(split(share, { a: 10, b: 10, c: 1 }, 9)).toEqual({ a: 4, b: 4, c: 1 })
    expect(split(share, { a: 10, b: 0 }, 3)).toEqual({ a: 3 })
    expect(split(share, { a: 2, b: 2 }, 100)).toEqual({ a: 2, b: 2 })
  })

  it('give one place after the other in turn', () => {
    kit = ledgerKit()
    const share = new FairShare()
    const order = Array.from({ length: 6 }, () => {
      const [runId = ''] = Object.keys(split(share, { a: 5, b: 5, c: 5 }, 1))
      share.note(runId, 1)
      return runId
    })
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  it('let a run that waited for hours go first for a moment only', () => {
    kit = ledgerKit()
    const share = new FairShare()
    split(share, { a: 1, b: 1 }, 1)
    share.note('a', 10_000)
    const shares = split(share, { a: 1_000, b: 1_000 }, 200)
    expect(shares).toEqual({ a: 75, b: 125 })
  })
})

it('a pace of less than one a second spreads a run over hours', async () => {
  kit = ledgerKit()
  kit.run(manySends(20), { pacePerSecond: 20 / (2 * 3_600) })
  await kit.clock.advance(3_600_000)
  expect(done('brc_run0000000001')).toBeGreaterThanOrEqual(10)
  expect(done('brc_run0000000001')).toBeLessThanOrEqual(11)
  await kit.clock.advance(3_700_000)
  expect(kit.ledger.run(kit.store.read, 'brc_run0000000001')?.state).toBe('finished')
})
