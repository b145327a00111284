import { afterEach, describe, expect, it } from 'vitest'
import { aSend, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import { manualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const RUN = 'brc_run0000000001'
const run = () => kit.ledger.run(kit.store.read, RUN)
const numberOf = (state: string) => kit.states().filter((other) => other === state).length

describe('a guard', () => {
  it('decides at the moment of the claim: skips with its reason, holds until its time, or pauses the run', async () => {
    kit = ledgerKit()
    const holdUntil = kit.clock.now() + 60_000
    kit.ledger.guard('offer', (_db, send) => (send.sendId === aSend(1).sendId ? { skip: 'opted-out' } : { go: true }))
    kit.ledger.guard('offer', (_db, send, now) => (send.sendId === aSend(2).sendId && now < holdUntil ? { holdUntil } : { go: true }))
    kit.run(manySends(4))
    await kit.clock.advance(10_000)
    expect(kit.states()).toEqual(['accepted', 'skipped', 'planned', 'accepted'])
    expect(kit.ledger.speed(RUN).nextTryAt).toBe(holdUntil)
    await kit.clock.advance(60_000)
    expect(kit.states()).toEqual(['accepted', 'skipped', 'accepted', 'accepted'])
    expect(run()?.state).toBe('finished')
    expect(kit.changes.find((change) => change.state === 'skipped')?.reason).toBe('opted-out')
  })

  it('pauses the run when it says so', async () => {
    kit = ledgerKit()
    kit.ledger.guard('offer', () => ({ pause: 'template-stopped' }))
    kit.run(manySends(3))
    await kit.clock.advance(1_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'template-stopped' })
    expect(kit.messenger.bodies).toEqual([])
  })

  it('lets no claim through that is committed after an opt-out', async () => {
    kit = ledgerKit()
    const stopped = new Set<string>()
    kit.ledger.guard('offer', (_db, send) => (stopped.has(send.sendId) ? { skip: 'opted-out' } : { go: true }))
    kit.run(manySends(500))
    const sentWhenStopped = new Map<string, number>()
    for (let index = 499; index >= 0; index -= 1) {
      const { sendId } = aSend(index)
      stopped.add(sendId)
      sentWhenStopped.set(
        sendId,
        kit.store.read.get<{ attempts: number }>(sql`select attempts from send where send_id = ${sendId}`)?.attempts ?? 0,
      )
      await kit.clock.advance(20)
    }
    const rows = kit.store.read.all<{ send_id: string; attempts: number }>(sql`select send_id, attempts from send`)
    expect(rows.filter((row) => row.attempts !== sentWhenStopped.get(row.send_id))).toEqual([])
    expect(numberOf('skipped')).toBeGreaterThan(100)
  })

  it('of another purpose is not asked', async () => {
    kit = ledgerKit()
    kit.ledger.guard('reply', () => ({ skip: 'window-closed' }))
    kit.run(manySends(2))
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['accepted', 'accepted'])
  })
})

describe('a budget', () => {
  it('is never passed: the run pauses and says so', async () => {
    kit = ledgerKit()
    kit.run(manySends(10), { budgetMicros: 3_500 })
    await kit.clock.advance(5_000)
    expect(numberOf('accepted')).toBe(3)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'budget', costSoFarMicros: 3_000 })
  })

  it('counts what is in doubt as spent, and takes back what was refused', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) =>
      index === 0
        ? { kind: 'unknown', reason: 'reset', httpStatus: null }
        : index === 1
          ? { kind: 'rejected', metaCode: 131026, httpStatus: 400 }
          : { kind: 'accepted', wamid: `wamid.${index}`, waId: null, userId: null, heldForQuality: false, httpStatus: 200 }
    kit.run(manySends(10), { budgetMicros: 3_000, pacePerSecond: 1 })
    await kit.clock.advance(20_000)
    expect([numberOf('in_doubt'), numberOf('rejected'), numberOf('accepted')]).toEqual([1, 1, 2])
  })
})

describe('the daily limit', () => {
  it('leaves a tenth free and gives everybody else a time', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(250)
    kit.run(manySends(3_000))
    await kit.clock.advance(30_000)
    expect(numberOf('accepted')).toBe(225)
    expect(kit.ledger.dailyUse(kit.store.read)).toEqual({ used: 225, limit: 250 })
    const held = kit.store.read.get<{ waiting: number; soonest: number; latest: number }>(sql`
      select count(*) as waiting, min(not_before) as soonest, max(not_before) as latest from send where state = 'planned'`)
    expect(held?.waiting).toBe(2_775)
    expect(held?.soonest).toBeGreaterThanOrEqual(kit.clock.now() + 86_400_000 - 60_000)
    expect(held?.latest).toBeGreaterThan(kit.clock.now() + 12 * 86_400_000)
  })

  it('goes on the next day with as many', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(10)
    kit.run(manySends(20))
    await kit.clock.advance(60_000)
    expect(numberOf('accepted')).toBe(9)
    await kit.clock.advance(86_400_000)
    expect(numberOf('accepted')).toBe(18)
  })

  it('does not count people who write to us, nor one person twice', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(10)
    kit.run([], { runId: 'replies', owner: 'reply', purpose: 'reply', priority: 10 })
    kit.run([aSend(1)])
    kit.run([aSend(2, { rkey: aSend(1).rkey, toPhone: aSend(1).toPhone })], { runId: 'second' })
    kit.store.write((db) => kit.ledger.add(db, 'replies', aSend(3, { template: null })))
    await kit.clock.advance(10_000)
    expect(kit.ledger.dailyUse(kit.store.read).used).toBe(1)
  })
})

describe('quiet hours', () => {
  it('hold a message until the morning of its recipient', async () => {
    // 23 November 2026, 22:00 in Taipei, 14:00 in London.
    kit = ledgerKit({ clock: manualClock(Date.UTC(2026, 10, 23, 14, 0)) })
    kit.run([aSend(1), aSend(2, { toPhone: '+442071838750', rkey: 'uk' })], { quietHours: { fromHour: 21, toHour: 9 } })
    await kit.clock.advance(60_000)
    expect(kit.states()).toEqual(['planned', 'accepted'])
    expect(kit.ledger.speed(RUN).nextTryAt).toBe(Date.UTC(2026, 10, 24, 1, 0))
    await kit.clock.advance(11 * 3_600_000)
    expect(kit.states()).toEqual(['accepted', 'accepted'])
  })
})

describe('Meta holding an offer back (131049)', () => {
  it('keeps further offers from that person for 24 hours', async () => {
    kit = ledgerKit()
    kit.store.write((db) =>
      db.run(sql`insert into customer (seq, customer_id, phone, created_at, changed_at) values (5, 'cus_1', '+886910000001', 0, 0)`),
    )
    kit.messenger.answer = (index) =>
      index === 0
        ? { kind: 'rejected', metaCode: 131049, httpStatus: 400 }
        : { kind: 'accepted', wamid: `wamid.${index}`, waId: null, userId: null, heldForQuality: false, httpStatus: 200 }
    kit.run([aSend(1, { customerSeq: 5 })])
    await kit.clock.advance(1_000)
    kit.run([aSend(2, { customerSeq: 5, rkey: 'x' })], { runId: 'second' })
    await kit.clock.advance(23 * 3_600_000)
    expect(kit.states('second')).toEqual(['planned'])
    await kit.clock.advance(3_700_000)
    expect(kit.states('second')).toEqual(['accepted'])
  })
})
