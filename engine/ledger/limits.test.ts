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

  it('M-09: lets no claim through that is committed after an opt-out, for 500 opt-outs at any moment of a run', async () => {
    kit = ledgerKit()
    const PEOPLE = 2_000
    kit.store.write((db) => {
      for (let index = 0; index < PEOPLE; index += 1)
        db.run(sql`
          insert into customer (seq, customer_id, phone, offers, created_at, changed_at)
          values (${index + 1}, ${`cus_${index}`}, ${aSend(index).toPhone}, 'yes', 0, 0)`)
    })
    kit.ledger.guard('offer', (db, send) =>
      db.get<{ offers: string }>(sql`select offers from customer where seq = ${send.customerSeq}`)?.offers === 'yes'
        ? { go: true }
        : { skip: 'opted-out' },
    )
    kit.ledger.setThroughput(500)
    kit.run(
      Array.from({ length: PEOPLE }, (_, index) => aSend(index, { customerSeq: index + 1 })),
      { pacePerSecond: 500 },
    )
    const random = mulberry(20_261_123)
    const attemptsAtOptOut = new Map<number, number>()
    const attemptsOf = (seq: number) =>
      kit.store.read.get<{ n: number }>(sql`select count(*) as n from attempt join send on send.seq = send_seq where customer_seq = ${seq}`)
        ?.n
    while (attemptsAtOptOut.size < 500) {
      const seq = 1 + Math.floor(random() * PEOPLE)
      if (!attemptsAtOptOut.has(seq)) {
        kit.store.write((db) => db.run(sql`update customer set offers = 'no' where seq = ${seq}`))
        attemptsAtOptOut.set(seq, attemptsOf(seq) ?? 0)
      }
      await kit.clock.advance(Math.floor(random() * 16))
    }
    await kit.clock.advance(10_000)
    const late = [...attemptsAtOptOut].filter(([seq, attempts]) => attemptsOf(seq) !== attempts)
    expect(late).toEqual([])
    expect(numberOf('skipped')).toBe([...attemptsAtOptOut.values()].filter((attempts) => attempts === 0).length)
    expect(numberOf('skipped')).toBeGreaterThan(100)
    expect(numberOf('skipped')).toBeLessThan(450)
    expect(run()?.state).toBe('finished')
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
  it('M-12: lets 225 of 3,000 people go under a limit of 250 and gives everybody else a time', async () => {
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

  it('M-12: goes on the next day with as many', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(10)
    kit.run(manySends(20))
    await kit.clock.advance(60_000)
    expect(numberOf('accepted')).toBe(9)
    await kit.clock.advance(86_400_000)
    expect(numberOf('accepted')).toBe(18)
  })

  it('M-12: is reckoned over a rolling day: places come free one by one, as they were taken', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(10)
    kit.run(manySends(30), { pacePerSecond: 1 / 3_600 })
    await kit.clock.advance(80 * 3_600_000)
    // One an hour: the tenth waits until the first is a day old, and no window of 24 hours ever holds more than nine.
    const times = kit.store.read.all<{ at: number }>(sql`select committed_at as at from attempt order by at`).map((row) => row.at)
    expect(times).toHaveLength(30)
    expect(times.flatMap((at, index) => (times[index + 9] ?? Number.POSITIVE_INFINITY) - at).filter((ms) => ms < 86_400_000)).toEqual([])
    expect((times[9] ?? 0) - (times[0] ?? 0)).toBeLessThan(86_400_000 + 3_600_000)
  })

  it('lets many who were given a time go a little at a time when Meta raises it, so that nobody else is held up', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(20)
    kit.ledger.setThroughput(1_000)
    kit.run(manySends(1_500), { pacePerSecond: 1_000 })
    kit.store.write((db) => db.run(sql`update send set not_before = ${kit.clock.now() + 30 * 86_400_000} where state = 'planned'`))
    const held = () => kit.store.read.get<{ n: number }>(sql`select count(*) as n from send where not_before is not null`)?.n ?? 0
    const before = held()
    kit.ledger.setDailyLimit(null)
    expect(before - held()).toBeLessThanOrEqual(250)
    await kit.clock.advance(60_000)
    expect([held(), numberOf('accepted')]).toEqual([0, 1_500])
  })

  it('lets those who were given a time go at once when Meta raises it', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(20)
    kit.run(manySends(100))
    await kit.clock.advance(60_000)
    expect(numberOf('accepted')).toBe(18)
    kit.ledger.setDailyLimit(50)
    await kit.clock.advance(10_000)
    expect(numberOf('accepted')).toBe(45)
    kit.ledger.setDailyLimit(null)
    await kit.clock.advance(10_000)
    expect(numberOf('accepted')).toBe(100)
  })

  it('says before a run begins how many go when', () => {
    kit = ledgerKit()
    const at = kit.clock.now()
    expect(kit.ledger.dailyParts({ people: 3_000, at })).toEqual([{ at, people: 3_000 }])
    kit.ledger.setDailyLimit(1_000)
    expect(kit.ledger.dailyParts({ people: 2_000, at })).toEqual([
      { at, people: 900 },
      { at: at + 86_400_000, people: 900 },
      { at: at + 2 * 86_400_000, people: 200 },
    ])
    expect(kit.ledger.dailyParts({ people: 0, at })).toEqual([])
  })

  it('tells the same parts as the run then keeps to', async () => {
    kit = ledgerKit()
    kit.ledger.setDailyLimit(20)
    kit.run([aSend(500), aSend(501), aSend(502), aSend(503)], { runId: 'before' })
    await kit.clock.advance(6 * 3_600_000)
    const parts = kit.ledger.dailyParts({ people: 40, at: kit.clock.now() })
    expect(parts.map((part) => part.people)).toEqual([18, 18, 4])
    kit.run(manySends(40))
    await kit.clock.advance(60_000)
    expect(numberOf('accepted')).toBe(14)
    await kit.clock.advance(23 * 3_600_000)
    expect(numberOf('accepted')).toBe(18)
    await kit.clock.advance(24 * 3_600_000)
    expect(numberOf('accepted')).toBe(36)
    await kit.clock.advance(24 * 3_600_000)
    expect(numberOf('accepted')).toBe(40)
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

/** Random numbers from 0 to 1 that are the same at each run. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
