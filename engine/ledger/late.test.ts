import { afterEach, describe, expect, it } from 'vitest'
import { aSend, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const RUN = 'brc_run0000000001'
const run = () => kit.ledger.run(kit.store.read, RUN)
const count = (state: string) => kit.states().filter((other) => other === state).length

describe('the latest time of a run', () => {
  it('leaves out who is still planned then, with the reason, and ends the run', async () => {
    kit = ledgerKit()
    kit.run(manySends(1_200), { pacePerSecond: 2, latestAt: kit.clock.now() + 10_000 })
    await kit.clock.advance(9_000)
    expect(run()?.state).toBe('running')
    await kit.clock.advance(3_000)
    expect(count('accepted')).toBeLessThanOrEqual(21)
    expect(count('accepted') + count('skipped')).toBe(1_200)
    expect(run()?.state).toBe('finished')
    expect(new Set(kit.changes.filter((change) => change.state === 'skipped').map((change) => change.reason))).toEqual(
      new Set(['too-late']),
    )
  })

  it('is kept to by somebody who is held until later, too', async () => {
    kit = ledgerKit()
    const until = kit.clock.now() + 3_600_000
    kit.ledger.guard('offer', (_db, send) => (send.sendId === aSend(1).sendId ? { holdUntil: until } : { go: true }))
    kit.run(manySends(2), { latestAt: kit.clock.now() + 600_000 })
    await kit.clock.advance(601_000)
    expect(kit.states()).toEqual(['accepted', 'skipped'])
  })

  it('lets a run of which nothing went out wait for a person, who gives it another time', async () => {
    kit = ledgerKit()
    kit.run(manySends(3), { latestAt: kit.clock.now() - 1_000 })
    await kit.clock.advance(60_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'too-late' })
    expect(kit.messenger.bodies).toEqual([])
    expect(kit.ledger.resume(RUN)).toMatchObject({ ok: true })
    await kit.clock.advance(1_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'too-late' })
    expect(kit.ledger.setPlan(RUN, { latestAt: kit.clock.now() + 60_000, pacePerSecond: 80 })).toEqual({ ok: true, value: 'paused' })
    kit.ledger.resume(RUN)
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['accepted', 'accepted', 'accepted'])
  })
})

describe('another plan', () => {
  it('changes the pace of a run that is under way', async () => {
    kit = ledgerKit()
    kit.run(manySends(500), { pacePerSecond: 1 })
    await kit.clock.advance(5_000)
    expect(count('accepted')).toBeLessThanOrEqual(6)
    kit.ledger.setPlan(RUN, { latestAt: null, pacePerSecond: 50 })
    await kit.clock.advance(5_000)
    expect(count('accepted')).toBeGreaterThan(230)
  })

  it('is refused for a run that has ended, or that nobody knows', async () => {
    kit = ledgerKit()
    kit.run(manySends(1))
    await kit.clock.advance(1_000)
    const plan = { latestAt: null, pacePerSecond: 1 }
    expect(kit.ledger.setPlan(RUN, plan)).toMatchObject({ ok: false, error: { code: 'broadcast-state-refused' } })
    expect(kit.ledger.setPlan('brc_nobody', plan)).toMatchObject({ ok: false, error: { code: 'broadcast-missing' } })
  })
})
