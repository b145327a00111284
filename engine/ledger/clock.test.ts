import { afterEach, describe, expect, it } from 'vitest'
import { aSend, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { manualClock, type ManualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const RUN = 'brc_run0000000001'
const HOUR_MS = 3_600_000
const START = Date.UTC(2026, 10, 23, 4, 0)
const run = () => kit.ledger.run(kit.store.read, RUN)
const count = (state: string) => kit.states().filter((other) => other === state).length

/** A clock of a computer that can sleep: wall clock and time since start go on, timers and the monotonic clock as told. */
function laptopClock(options: { readonly monotonicSleeps: boolean }): ManualClock & { sleep(ms: number): void } {
  const base = manualClock(START)
  let slept = 0
  return {
    ...base,
    monotonic: () => base.monotonic() + (options.monotonicSleeps ? 0 : slept),
    sinceBoot: () => base.monotonic() + slept,
    sleep(ms) {
      slept += ms
      base.set(base.now() + ms)
    },
  }
}

describe('a clock that somebody sets', () => {
  it.each([25, -25, 5 * 8_766])('M-20: by %i hours pauses what runs, and nobody is written to before a person looked', async (hours) => {
    kit = ledgerKit()
    kit.run(manySends(500), { pacePerSecond: 10 })
    await kit.clock.advance(3_000)
    kit.clock.set(kit.clock.now() + hours * HOUR_MS)
    const sent = kit.messenger.bodies.length
    await kit.clock.advance(10_000)
    expect(kit.messenger.bodies.length - sent).toBeLessThanOrEqual(1)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'clock-changed' })
    kit.ledger.resume(RUN)
    await kit.clock.advance(60_000)
    expect(count('accepted')).toBe(500)
    expect(kit.messenger.bodies).toHaveLength(500)
  })

  it('M-20: by less than a minute changes neither pace nor state', async () => {
    kit = ledgerKit()
    kit.run(manySends(500), { pacePerSecond: 10 })
    await kit.clock.advance(3_000)
    kit.clock.set(kit.clock.now() + 50_000)
    await kit.clock.advance(3_000)
    kit.clock.set(kit.clock.now() - 55_000)
    await kit.clock.advance(4_000)
    expect(run()?.state).toBe('running')
    expect(count('accepted')).toBeGreaterThanOrEqual(99)
    expect(count('accepted')).toBeLessThanOrEqual(101)
  })

  it('M-20: gives no new places under the daily limit, forward or back', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(100)
    kit.run(manySends(300), { pacePerSecond: 80 })
    await kit.clock.advance(10_000)
    expect(count('accepted')).toBe(90)
    kit.clock.set(kit.clock.now() - 25 * HOUR_MS)
    await kit.clock.advance(60_000)
    kit.ledger.resume(RUN)
    await kit.clock.advance(23 * HOUR_MS)
    expect(count('accepted')).toBe(90)
    expect(kit.ledger.dailyUse(kit.store.read).used).toBe(90)
    await kit.clock.advance(2 * HOUR_MS)
    expect(count('accepted')).toBe(180)
  })

  it('M-20: makes quiet hours and other waits be reckoned anew', async () => {
    kit = ledgerKit({ clock: manualClock(Date.UTC(2026, 10, 23, 14, 0)) })
    kit.run([aSend(1)], { quietHours: { fromHour: 21, toHour: 9 } })
    await kit.clock.advance(60_000)
    expect(kit.states()).toEqual(['planned'])
    // It was ten in the evening by a wrong clock; in truth it is two in the afternoon.
    kit.clock.set(Date.UTC(2026, 10, 23, 6, 0))
    await kit.clock.advance(60_000)
    expect(run()).toMatchObject({ pauseReason: 'clock-changed' })
    kit.ledger.resume(RUN)
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['accepted'])
  })

  it('M-20: back while the engine was off is noticed at its start', async () => {
    const vault = tempVault()
    kit = ledgerKit({ vault: { ...vault, remove: () => undefined } })
    kit.run(manySends(1_000), { pacePerSecond: 1 })
    await kit.clock.advance(400_000)
    await kit.ledger.end()
    vault.store.write((db) => db.run(sql`update vault_fact set value = '2' where name = 'send-epoch'`))
    kit = ledgerKit({ vault: { ...vault, epoch: 2 }, clock: manualClock(kit.clock.now() - 2 * HOUR_MS) })
    await kit.clock.advance(60_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'clock-changed' })
    expect(kit.messenger.bodies).toEqual([])
  })
})

describe('a laptop that sleeps', () => {
  it.each([true, false])('M-20: for ten minutes goes on by itself (monotonic clock stands still: %s)', async (monotonicSleeps) => {
    const clock = laptopClock({ monotonicSleeps })
    kit = ledgerKit({ clock })
    kit.run(manySends(300), { pacePerSecond: 10 })
    await clock.advance(3_000)
    clock.sleep(600_000)
    await clock.advance(3_000)
    expect(run()?.state).toBe('running')
    expect(count('accepted')).toBeGreaterThan(55)
    // What was not sent in the sleep is not caught up with in a burst.
    expect(count('accepted')).toBeLessThan(65)
  })

  it.each([true, false])('M-20: for eight hours asks before it goes on (monotonic clock stands still: %s)', async (monotonicSleeps) => {
    const clock = laptopClock({ monotonicSleeps })
    kit = ledgerKit({ clock })
    kit.run(manySends(300), { pacePerSecond: 10 })
    await clock.advance(3_000)
    clock.sleep(8 * HOUR_MS)
    const sent = kit.messenger.bodies.length
    await clock.advance(60_000)
    expect(kit.messenger.bodies.length - sent).toBeLessThanOrEqual(1)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'engine-restarted' })
  })
})
