import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BroadcastId, TimestampMs } from '#contract/kernel/values.ts'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (ms: number) => ms as TimestampMs

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
  kit.add()
  kit.add()
})
afterEach(() => kit.remove())

type Extra = Partial<typeof couponContent>

/** An approved broadcast for three o'clock, with the extras. */
async function approved(time: Extra['time'] = { kind: 'at', at: at(NOON + 3 * HOUR) }, extra: Extra = {}): Promise<BroadcastId> {
  const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, time, ...extra } })
  await kit.must('broadcast.approve', { broadcastId })
  return broadcastId
}
async function planned(time?: Extra['time'], extra: Extra = {}): Promise<BroadcastId> {
  const broadcastId = await approved(time, extra)
  expect(await kit.must('broadcast.start', { broadcastId })).toMatchObject({ state: 'planned' })
  return broadcastId
}
const status = (broadcastId: BroadcastId) => kit.must('broadcast.status', { broadcastId })
const heard = (name: string) => kit.events.filter((event) => event.name === name).map(({ data }) => data)

/** The laptop sleeps: clocks go on, timers stand still. */
const sleep = (ms: number) => kit.clock.set(kit.clock.now() + ms)

/** The app is closed for a while and opened again over the same vault. */
async function reopen(closedMs: number, facts: { readonly restoredCopy?: boolean } = {}): Promise<void> {
  await kit.end()
  kit.clock.set(kit.clock.now() + closedMs)
  const vault = { ...kit.vault, epoch: kit.vault.epoch + 1, restoredCopy: false, ...facts }
  // As the vault room counts each opening; a ledger whose number is not there any more sends nothing.
  kit.store.write((db) => db.run(sql`update vault_fact set value = ${String(vault.epoch)} where name = 'send-epoch'`))
  kit = await broadcastRoom({ vault, clock: kit.clock })
}

describe('a plan', () => {
  it('waits for its time and begins by itself', async () => {
    const broadcastId = await planned()
    await kit.clock.advance(3 * HOUR - 1_000)
    expect(kit.sent).toEqual([])
    expect(await status(broadcastId)).toMatchObject({ state: 'planned', plannedAt: NOON + 3 * HOUR, startedAt: null })
    await kit.clock.advance(10_000)
    expect(kit.sent).toHaveLength(2)
    expect(await status(broadcastId)).toMatchObject({ state: 'finished', plannedAt: NOON + 3 * HOUR })
    expect(heard('broadcast.missed')).toEqual([])
  })

  it('is no plan when its time is now, or when a person says now', async () => {
    const unrested: Extra = { audience: { include: { kind: 'everyone' }, restingHours: null } }
    const first = await approved({ kind: 'at', at: at(NOON - MINUTE) }, unrested)
    expect(await kit.must('broadcast.start', { broadcastId: first })).toMatchObject({ state: 'running', plannedAt: null })
    const second = await planned(undefined, unrested)
    expect(await kit.must('broadcast.start', { broadcastId: second, now: true })).toMatchObject({ state: 'running', plannedAt: null })
    await kit.clock.advance(5 * HOUR)
    expect(kit.sent).toHaveLength(4)
  })

  it('begins late by itself within the grace, and keeps what it was planned for', async () => {
    const broadcastId = await planned()
    sleep(3 * HOUR + 20 * MINUTE)
    await kit.clock.advance(31_000)
    expect(await status(broadcastId)).toMatchObject({ state: 'finished', plannedAt: NOON + 3 * HOUR })
  })

  it('M-15: a plan that was missed because the laptop slept asks, and never fires by itself', async () => {
    const broadcastId = await planned()
    sleep(4 * HOUR)
    await kit.clock.advance(31_000)
    expect(await status(broadcastId)).toMatchObject({ state: 'missed', plannedAt: NOON + 3 * HOUR })
    expect(heard('broadcast.missed')).toEqual([{ broadcastId, plannedAt: NOON + 3 * HOUR }])
    await kit.clock.advance(48 * HOUR)
    expect(kit.sent).toEqual([])
    expect(heard('broadcast.missed')).toHaveLength(1)
  })

  it('M-15: a plan that was missed because the app was closed asks', async () => {
    const broadcastId = await planned()
    await reopen(4 * HOUR)
    await kit.clock.advance(1_000)
    expect(await status(broadcastId)).toMatchObject({ state: 'missed' })
    await kit.clock.advance(24 * HOUR)
    expect(kit.sent).toEqual([])
  })

  it('M-15: a plan of a restored or copied vault asks before its time already', async () => {
    const broadcastId = await planned()
    await reopen(0, { restoredCopy: true })
    expect(await status(broadcastId)).toMatchObject({ state: 'missed', pauseReason: 'restored-copy' })
    await kit.clock.advance(4 * HOUR)
    expect(kit.sent).toEqual([])
    expect(await kit.must('broadcast.start', { broadcastId, now: true })).toMatchObject({ state: 'running' })
    await kit.clock.advance(10_000)
    expect(kit.sent).toHaveLength(2)
  })

  it('M-15: a copy that is opened twice still asks, and goes by another time that a person gives', async () => {
    const broadcastId = await planned()
    // The first opening ends between pausing the run and looking at plans.
    kit.store.write((db) => db.run(sql`update run set state = 'paused', pause_reason = 'restored-copy'`))
    await reopen(3 * HOUR + MINUTE)
    await kit.clock.advance(31_000)
    expect(await status(broadcastId)).toMatchObject({ state: 'missed' })
    const time = { kind: 'at', at: at(kit.clock.now() + HOUR) } as const
    expect(await kit.must('broadcast.replan', { broadcastId, time })).toMatchObject({ state: 'planned' })
    await kit.clock.advance(2 * HOUR)
    expect(kit.sent).toHaveLength(2)
  })

  it('asks when nothing of it could leave by its latest time, and goes by another one', async () => {
    const latestAt = at(NOON + 4 * HOUR)
    const time = { kind: 'at', at: at(NOON + 3 * HOUR), latestAt } as const
    const broadcastId = await planned(time, { quietHours: { fromHour: 14, toHour: 9 } })
    await kit.clock.advance(5 * HOUR)
    expect(kit.sent).toEqual([])
    expect(await status(broadcastId)).toMatchObject({
      state: 'missed',
      pauseReason: 'too-late',
      startedAt: null,
      plannedAt: NOON + 3 * HOUR,
    })
    expect(heard('broadcast.missed')).toHaveLength(1)
    expect(await kit.call('broadcast.start', { broadcastId, now: true })).toMatchObject({ error: { code: 'plan-time-passed' } })
    const morning = { kind: 'at', at: at(NOON + 22 * HOUR), latestAt: at(NOON + 24 * HOUR) } as const
    expect(await kit.must('broadcast.replan', { broadcastId, time: morning })).toMatchObject({ state: 'planned' })
    await kit.clock.advance(20 * HOUR)
    expect(kit.sent).toHaveLength(2)
    expect(await status(broadcastId)).toMatchObject({ state: 'finished' })
  })

  it('survives a restart before its time', async () => {
    const broadcastId = await planned()
    await reopen(HOUR)
    await kit.clock.advance(3 * HOUR)
    expect(await status(broadcastId)).toMatchObject({ state: 'finished' })
    expect(kit.sent).toHaveLength(2)
  })

  it('begins once, however the clock is set afterwards', async () => {
    await planned()
    await kit.clock.advance(3 * HOUR + MINUTE)
    expect(kit.sent).toHaveLength(2)
    kit.clock.set(NOON)
    await kit.clock.advance(4 * HOUR)
    expect(kit.sent).toHaveLength(2)
  })

  it('asks when the clock leaps over its time, and waits longer when it is set back', async () => {
    const leaping = await planned()
    kit.clock.set(NOON - 2 * HOUR)
    await kit.clock.advance(4 * HOUR)
    expect(await status(leaping)).toMatchObject({ state: 'planned' })
    kit.clock.set(NOON + 30 * HOUR)
    await kit.clock.advance(31_000)
    expect(await status(leaping)).toMatchObject({ state: 'missed' })
    kit.clock.set(NOON + 2 * HOUR)
    await kit.clock.advance(2 * HOUR)
    expect(kit.sent).toEqual([])
  })

  it('waits within the grace for a way out, then asks', async () => {
    const broadcastId = await planned()
    kit.meta.link = 'offline'
    await kit.clock.advance(3 * HOUR + 10 * MINUTE)
    expect(await status(broadcastId)).toMatchObject({ state: 'planned' })
    await kit.clock.advance(30 * MINUTE)
    expect(await status(broadcastId)).toMatchObject({ state: 'missed' })
    kit.meta.link = 'online'
    await kit.clock.advance(HOUR)
    expect(kit.sent).toEqual([])
  })

  it('goes as soon as the network is back within the grace', async () => {
    await planned()
    kit.meta.link = 'offline'
    await kit.clock.advance(3 * HOUR + 10 * MINUTE)
    kit.meta.link = 'online'
    await kit.clock.advance(MINUTE)
    expect(kit.sent).toHaveLength(2)
  })
})

describe('what a missed plan may be answered with', () => {
  const missed = async (): Promise<BroadcastId> => {
    const broadcastId = await planned()
    sleep(4 * HOUR)
    await kit.clock.advance(31_000)
    return broadcastId
  }

  it('is now', async () => {
    const broadcastId = await missed()
    expect(await kit.call('broadcast.start', { broadcastId })).toMatchObject({
      ok: false,
      error: { code: 'broadcast-state-refused', params: { state: 'missed' } },
    })
    expect(await kit.must('broadcast.start', { broadcastId, now: true })).toMatchObject({ state: 'running', plannedAt: null })
    await kit.clock.advance(10_000)
    expect(kit.sent).toHaveLength(2)
  })

  it('is another time', async () => {
    const broadcastId = await missed()
    const time = { kind: 'at', at: at(kit.clock.now() + HOUR) } as const
    expect(await kit.must('broadcast.replan', { broadcastId, time })).toMatchObject({ state: 'planned', plannedAt: time.at })
    expect((await kit.must('broadcast.get', { broadcastId })).content.time).toEqual({ ...time, latestAt: null })
    await kit.clock.advance(HOUR + MINUTE)
    expect(kit.sent).toHaveLength(2)
  })

  it('is never: its people are let go and their codes are free', async () => {
    const broadcastId = await missed()
    expect(await kit.must('broadcast.stop', { broadcastId })).toMatchObject({ state: 'stopped', counts: { skipped: 2 } })
    await kit.clock.advance(24 * HOUR)
    expect(kit.sent).toEqual([])
  })
})

describe('a planned broadcast', () => {
  it('can be moved, taken back, or left to a person, but neither paused nor resumed', async () => {
    const broadcastId = await planned()
    for (const call of ['broadcast.pause', 'broadcast.resume'] as const)
      expect(await kit.call(call, { broadcastId })).toMatchObject({
        error: { code: 'broadcast-state-refused', params: { state: 'planned' } },
      })
    expect(await kit.must('broadcast.replan', { broadcastId, time: { kind: 'now' } })).toMatchObject({ state: 'approved', plannedAt: null })
    await kit.clock.advance(24 * HOUR)
    expect(kit.sent).toEqual([])
    expect(await kit.must('broadcast.start', { broadcastId })).toMatchObject({ state: 'running' })
  })

  it('refuses a time that passed, and a latest time before it', async () => {
    const broadcastId = await planned()
    for (const time of [
      { kind: 'at', at: at(NOON - 1) },
      { kind: 'at', at: at(NOON + HOUR), latestAt: at(NOON + HOUR) },
    ] as const)
      expect(await kit.call('broadcast.replan', { broadcastId, time })).toMatchObject({ error: { code: 'plan-time-passed' } })
    expect(await status(broadcastId)).toMatchObject({ state: 'planned', plannedAt: NOON + 3 * HOUR })
  })

  it('is moved to no time at which its coupon is over, nor begun then', async () => {
    const broadcastId = await planned()
    const ends = NOON + 5 * 24 * HOUR
    const move = (time: number) => kit.call('broadcast.replan', { broadcastId, time: { kind: 'at', at: at(time) } })
    const refused = { error: { code: 'coupon-ends-before', params: { endsAt: ends } } }
    expect(await move(ends)).toMatchObject(refused)
    expect(await status(broadcastId)).toMatchObject({ state: 'planned', plannedAt: NOON + 3 * HOUR })
    expect(await move(ends - HOUR)).toMatchObject({ ok: true })
    expect(await kit.must('broadcast.replan', { broadcastId, time: { kind: 'now' } })).toMatchObject({ state: 'approved' })
    kit.clock.set(ends)
    expect(await kit.call('broadcast.start', { broadcastId })).toMatchObject(refused)
    expect(await status(broadcastId)).toMatchObject({ state: 'approved', counts: { skipped: 0 } })
    expect(kit.sent).toEqual([])
  })

  it('never begins after its latest time, by itself or by a person', async () => {
    const time = { kind: 'at', at: at(NOON + 3 * HOUR), latestAt: at(NOON + 3 * HOUR + 10 * MINUTE) } as const
    const broadcastId = await planned(time)
    sleep(3 * HOUR + 15 * MINUTE)
    await kit.clock.advance(31_000)
    expect(await status(broadcastId)).toMatchObject({ state: 'missed', latestAt: time.latestAt })
    expect(await kit.call('broadcast.start', { broadcastId, now: true })).toMatchObject({ error: { code: 'plan-time-passed' } })
    expect(kit.sent).toEqual([])
  })

  it('sends nobody anything after its latest time', async () => {
    for (let count = 0; count < 20; count += 1) kit.add()
    const broadcastId = await planned({ kind: 'at', at: at(NOON + HOUR), latestAt: at(NOON + HOUR + 5_000) }, { pacePerSecond: 1 })
    await kit.clock.advance(2 * HOUR)
    const { counts, state } = await status(broadcastId)
    expect(state).toBe('finished')
    expect(counts.accepted).toBeLessThanOrEqual(7)
    expect(counts.accepted + counts.skipped).toBe(22)
  })

  it('is spread evenly over its hours, however few people there are', async () => {
    const broadcastId = await planned(undefined, { spreadHours: 2 })
    await kit.clock.advance(3 * HOUR + 30 * MINUTE)
    expect(kit.sent).toHaveLength(1)
    await kit.clock.advance(HOUR)
    expect(kit.sent).toHaveLength(2)
    expect(await status(broadcastId)).toMatchObject({ state: 'finished' })
  })
})

describe('the laptop', () => {
  const awake = () => heard('broadcast.awake').map((data) => (data as { awake: boolean }).awake)

  it('is kept awake from five minutes before until the end', async () => {
    await planned()
    await kit.clock.advance(3 * HOUR - 6 * MINUTE)
    expect(awake()).toEqual([])
    await kit.clock.advance(2 * MINUTE)
    expect(awake()).toEqual([true])
    await kit.clock.advance(5 * MINUTE)
    expect(awake()).toEqual([true, false])
  })

  it('may sleep while a broadcast is paused', async () => {
    for (let count = 0; count < 20; count += 1) kit.add()
    const running = await approved({ kind: 'now' }, { pacePerSecond: 1, audience: { include: { kind: 'everyone' }, restingHours: null } })
    await kit.must('broadcast.start', { broadcastId: running })
    await kit.clock.advance(1_000)
    await kit.must('broadcast.pause', { broadcastId: running })
    await kit.clock.advance(1_000)
    expect(awake()).toEqual([true, false])
  })

  it('may sleep where the broadcast does not ask for it', async () => {
    await planned(undefined, { keepAwake: false })
    await kit.clock.advance(4 * HOUR)
    expect(awake()).toEqual([])
    expect(kit.sent).toHaveLength(2)
  })
})

describe('the calendar', () => {
  it('tells what was sent, is planned and was missed, each at its time, and what comes next', async () => {
    const sent = await approved({ kind: 'now' })
    await kit.must('broadcast.start', { broadcastId: sent })
    await kit.clock.advance(10_000)
    const again = { audience: { include: { kind: 'everyone' }, restingHours: null } } as const
    const missed = await planned({ kind: 'at', at: at(NOON + HOUR) }, again)
    sleep(2 * HOUR)
    await kit.clock.advance(31_000)
    const next = await planned({ kind: 'at', at: at(NOON + 6 * HOUR) }, again)
    const { entries, timeZone } = await kit.must('broadcast.calendar', { from: at(NOON), to: at(NOON + 24 * HOUR) })
    expect(entries.map(({ kind, broadcastId, people }) => [kind, broadcastId, people])).toEqual([
      ['done', sent, 2],
      ['missed', missed, 2],
      ['planned', next, 2],
    ])
    expect(timeZone).toBe('Asia/Taipei')
    expect(await kit.must('broadcast.now', {})).toEqual({
      awake: false,
      running: [],
      next: { at: NOON + 6 * HOUR, name: 'Autumn tea', broadcastId: next, seriesId: null },
    })
    expect(await kit.must('broadcast.calendar', { from: at(NOON - HOUR), to: at(NOON - 1) })).toMatchObject({ entries: [] })
  })
})
