import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import type { CustomerId, SeriesId } from '#contract/kernel/values.ts'
import { DAY, dailySeries as daily, HOUR, MINUTE, recipients } from '../../test/support/daily-series.ts'
import { broadcastRoom, couponContent, couponTemplate, NOON } from '../../test/support/broadcast-room.ts'
import { sql } from '../store/index.ts'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

type Save = CallInput<'series.save'>

async function on(extra: Partial<Save> = {}): Promise<SeriesId> {
  const { seriesId } = await kit.must('series.save', { ...daily, ...extra })
  await kit.must('series.approve', { seriesId })
  return seriesId
}
const get = (seriesId: SeriesId) => kit.must('series.get', { seriesId })
const broadcasts = async () => (await kit.must('broadcast.list', {})).broadcasts
const times = (seriesId: SeriesId) =>
  kit.store.read.all<{ at: number; state: string }>(sql`select at, state from series_time where series_id = ${seriesId} order by at`)

/** Goes to shortly before a time, as over a sleep, and past it. */
async function reach(at: number): Promise<void> {
  kit.clock.set(at - 5_000)
  await kit.clock.advance(60_000)
}
/** The times of the daily series, by days from now. */
const timeOfDay = (day: number) => NOON + day * DAY + 2 * HOUR

async function reopen(closedMs: number, facts: { readonly restoredCopy?: boolean } = {}): Promise<void> {
  await kit.end()
  kit.clock.set(kit.clock.now() + closedMs)
  const vault = { ...kit.vault, epoch: kit.vault.epoch + 1, restoredCopy: false, ...facts }
  kit.store.write((db) => db.run(sql`update vault_fact set value = ${String(vault.epoch)} where name = 'send-epoch'`))
  kit = await broadcastRoom({ vault, clock: kit.clock })
}

describe('a series', () => {
  it('is approved as it was seen, or not at all', async () => {
    const seen = await kit.must('series.save', daily)
    const { seriesId, approvalHash } = seen
    expect((await get(seriesId)).approvalHash).toBe(approvalHash)
    const changed = { error: { code: 'broadcast-review-changed', retry: 'now' } }
    await kit.must('series.save', { ...daily, seriesId, budgetEachMicros: daily.budgetEachMicros + 1 })
    expect(await kit.call('series.approve', { seriesId, approvalHash })).toMatchObject(changed)
    await kit.must('series.save', { ...daily, seriesId })
    // The words that Meta has are others now, although nobody touched the series.
    const words = (old: string, now: string) =>
      kit.store.write((db) => db.run(sql`update template set components = replace(components, ${old}, ${now})`))
    words('優惠碼', '折扣碼')
    expect(await kit.call('series.approve', { seriesId, approvalHash })).toMatchObject(changed)
    words('折扣碼', '優惠碼')
    expect((await get(seriesId)).state).toBe('draft')
    expect(await kit.must('series.approve', { seriesId, approvalHash })).toMatchObject({ state: 'on' })
  })

  it('sends nothing before somebody approved it, and then each of its times once', async () => {
    kit.add()
    const { seriesId, state, nextAt } = await kit.must('series.save', daily)
    expect([state, nextAt]).toEqual(['draft', null])
    kit.clock.set(NOON + DAY)
    await kit.clock.advance(MINUTE)
    expect(kit.sent).toEqual([])
    expect(await kit.must('series.approve', { seriesId })).toMatchObject({
      state: 'on',
      nextAt: NOON + DAY + 2 * HOUR,
      approvedBy: 'owner',
    })
    for (const day of [1, 2, 3]) await reach(timeOfDay(day))
    expect(kit.sent).toHaveLength(3)
    const { broadcastIds, times: count, nextAt: next } = await get(seriesId)
    expect([count, broadcastIds.length, next]).toEqual([3, 3, NOON + 4 * DAY + 2 * HOUR])
    expect((await broadcasts()).map((one) => [one.state, one.seriesId])).toEqual([
      ['finished', seriesId],
      ['finished', seriesId],
      ['finished', seriesId],
    ])
  })

  it('ends after its last time, or after so many times', async () => {
    kit.add()
    const byTimes = await on({ mostTimes: 2 })
    const byEnd = await on({ endsAt: NOON + DAY })
    for (const day of [0, 1, 2, 3]) await reach(timeOfDay(day))
    expect(await get(byTimes)).toMatchObject({ state: 'over', times: 2, nextAt: null })
    expect(await get(byEnd)).toMatchObject({ state: 'over', times: 1 })
    expect(kit.sent).toHaveLength(3)
    expect(await kit.call('series.resume', { seriesId: byEnd })).toMatchObject({ error: { code: 'series-state-refused' } })
  })

  it('needs approval again after any change', async () => {
    kit.add()
    const seriesId = await on()
    expect(await kit.must('series.save', { ...daily, seriesId, budgetEachMicros: 2_000_000 })).toMatchObject({
      state: 'draft',
      approvedAt: null,
      nextAt: null,
    })
    await reach(timeOfDay(0))
    expect(kit.sent).toEqual([])
  })

  it('rests by hand and goes on with the next time to come', async () => {
    kit.add()
    const seriesId = await on()
    expect(await kit.must('series.pause', { seriesId })).toMatchObject({ state: 'paused', pauseReason: 'by-hand', nextAt: null })
    for (const day of [0, 1]) await reach(timeOfDay(day))
    expect(await kit.must('series.resume', { seriesId })).toMatchObject({ state: 'on', nextAt: timeOfDay(2) })
    await reach(timeOfDay(2))
    expect(kit.sent).toHaveLength(1)
  })

  it('leaves its broadcasts behind when it is removed', async () => {
    kit.add()
    const seriesId = await on()
    await reach(timeOfDay(0))
    await kit.must('series.remove', { seriesId })
    expect(await kit.must('series.list', {})).toEqual({ series: [] })
    expect((await broadcasts()).map((one) => [one.state, one.seriesId])).toEqual([['finished', null]])
    expect(await kit.call('series.get', { seriesId })).toMatchObject({ error: { code: 'series-missing' } })
  })

  it('tells the next times of a rule before it is saved, and stands in the calendar', async () => {
    const { times: next, timeZone } = await kit.must('series.nextTimes', { rule: daily.rule, count: 2 })
    expect([next, timeZone]).toEqual([[NOON + 2 * HOUR, NOON + DAY + 2 * HOUR], 'Asia/Taipei'])
    const seriesId = await on({ mostTimes: 2 })
    const { entries } = await kit.must('broadcast.calendar', { from: NOON, to: NOON + 9 * DAY })
    expect(entries.map(({ at, kind, seriesId: of }) => [at, kind, of])).toEqual([
      [NOON + 2 * HOUR, 'series', seriesId],
      [NOON + DAY + 2 * HOUR, 'series', seriesId],
    ])
    expect((await kit.must('broadcast.now', {})).next).toMatchObject({ at: NOON + 2 * HOUR, seriesId })
  })

  it('tells with the next times how many people would get it now, as the audience counts them', async () => {
    kit.add()
    kit.add({ offers: 'stopped' })
    const { audience } = daily.content
    const { goes } = await kit.must('broadcast.audience', { audience })
    expect(await kit.must('series.nextTimes', { rule: daily.rule, audience })).toMatchObject({ people: 1 })
    expect(goes).toBe(1)
    expect(await kit.must('series.nextTimes', { rule: daily.rule })).toMatchObject({ people: null })
  })

  it('is not switched on without a template that may go, or where it would never come', async () => {
    const { seriesId } = await kit.must('series.save', { ...daily, endsAt: NOON + HOUR })
    expect(await kit.call('series.approve', { seriesId })).toMatchObject({ error: { code: 'series-never-comes' } })
    const other = await kit.must('series.save', { ...daily, content: { ...couponContent, template: { name: 'gone', language: 'en' } } })
    expect(await kit.call('series.approve', { seriesId: other.seriesId })).toMatchObject({ error: { code: 'broadcast-blocked' } })
  })
})

describe('a time that was missed', () => {
  it('M-15: asks, and of many only the latest', async () => {
    kit.add()
    const seriesId = await on()
    await reopen(5 * DAY + 6 * HOUR)
    await kit.clock.advance(MINUTE)
    expect((await broadcasts()).map((one) => [one.state, one.plannedAt])).toEqual([['missed', NOON + 5 * DAY + 2 * HOUR]])
    expect(kit.sent).toEqual([])
    expect(await get(seriesId)).toMatchObject({ state: 'on', times: 1, nextAt: NOON + 6 * DAY + 2 * HOUR })
    const [missed] = await broadcasts()
    await kit.must('broadcast.start', { broadcastId: missed!.broadcastId, now: true })
    await kit.clock.advance(MINUTE)
    expect(kit.sent).toHaveLength(1)
  })

  it('is let pass where the series says so', async () => {
    kit.add()
    const seriesId = await on({ ifMissed: 'skip' })
    await reopen(5 * DAY + 6 * HOUR)
    await kit.clock.advance(MINUTE)
    expect(await broadcasts()).toEqual([])
    await reach(timeOfDay(6))
    expect(kit.sent).toHaveLength(1)
    expect(await get(seriesId)).toMatchObject({ times: 1 })
  })

  it('begins late by itself within the grace', async () => {
    kit.add()
    await on()
    kit.clock.set(NOON + 2 * HOUR + 20 * MINUTE)
    await kit.clock.advance(MINUTE)
    expect(kit.sent).toHaveLength(1)
  })

  it('waits for a way out within the grace, then asks', async () => {
    kit.add()
    await on()
    kit.meta.link = 'offline'
    await kit.clock.advance(2 * HOUR + 20 * MINUTE)
    expect(kit.sent).toEqual([])
    await kit.clock.advance(20 * MINUTE)
    kit.meta.link = 'online'
    await kit.clock.advance(HOUR)
    expect((await broadcasts()).map(({ state }) => state)).toEqual(['missed'])
    expect(kit.sent).toEqual([])
  })

  it('is for a person in a restored or copied vault: the whole series waits', async () => {
    kit.add()
    const seriesId = await on()
    await reopen(0, { restoredCopy: true })
    expect(await get(seriesId)).toMatchObject({ state: 'paused', pauseReason: 'restored-copy' })
    await reach(timeOfDay(0))
    expect(kit.sent).toEqual([])
  })
})

describe('when the clock is set', () => {
  it('back, no time comes twice', async () => {
    kit.add()
    await on()
    await reach(timeOfDay(0))
    expect(kit.sent).toHaveLength(1)
    kit.clock.set(NOON)
    await kit.clock.advance(MINUTE)
    await reach(timeOfDay(0))
    expect(kit.sent).toHaveLength(1)
    await reach(timeOfDay(1))
    expect(kit.sent).toHaveLength(2)
  })

  it('years ahead by mistake, the series goes on when it is right again', async () => {
    kit.add()
    const seriesId = await on()
    kit.clock.set(NOON + 700 * DAY)
    await kit.clock.advance(MINUTE)
    kit.clock.set(NOON + HOUR)
    await kit.clock.advance(MINUTE)
    await reach(timeOfDay(0))
    expect(kit.sent).toHaveLength(1)
    expect(times(seriesId).map(({ state }) => state)).toEqual(['sent', 'asks'])
  })
})

describe('what leaves what was approved', () => {
  it('asks a person: it costs more', async () => {
    kit.add()
    kit.add()
    const seriesId = await on({ budgetEachMicros: 100_000 })
    await reach(timeOfDay(0))
    expect(await get(seriesId)).toMatchObject({ state: 'paused', pauseReason: 'budget', times: 1 })
    expect((await broadcasts()).map(({ state }) => state)).toEqual(['draft'])
    await reach(timeOfDay(1))
    expect(kit.sent).toEqual([])
  })

  it('asks a person: a price is not known', async () => {
    kit.add({ phone: '+447911123456' })
    const seriesId = await on()
    await reach(timeOfDay(0))
    expect(await get(seriesId)).toMatchObject({ state: 'paused', pauseReason: 'price-unknown' })
  })

  it.each([
    ['is paused by Meta', { ...couponTemplate, status: 'PAUSED' }],
    ['went into another category', { ...couponTemplate, category: 'UTILITY' }],
  ])('asks a person: the template %s', async (_, node) => {
    kit.add()
    const seriesId = await on()
    kit.nodes.templates = [node]
    await kit.template.sync()
    await reach(timeOfDay(0))
    expect(await get(seriesId)).toMatchObject({ state: 'paused', pauseReason: 'template-not-sendable' })
    expect(kit.sent).toEqual([])
  })

  it('never spends more in one time than was approved', async () => {
    kit.add()
    const seriesId = await on({ budgetEachMicros: 80_000 })
    await reach(timeOfDay(0))
    const [broadcastId] = (await get(seriesId)).broadcastIds
    expect((await kit.must('broadcast.get', { broadcastId: broadcastId! })).content.budgetMicros).toBe(80_000)
  })
})

describe('whom a time asks', () => {
  const ordered = (seq: number, at: number) =>
    kit.store.write((db) =>
      db.run(sql`
        insert into customer_order (order_id, customer_seq, at, source, total_micros, currency, recorded_at)
        values (${`ord_${seq}_${at}`}, ${seq}, ${at}, 'till', 1000000, 'TWD', ${at})`),
    )

  it('leaves out who bought or answered since they last got it, until they got it again', async () => {
    const { seq: buyer } = kit.add({ phone: '+886911000001' })
    const { seq: talker } = kit.add({ phone: '+886911000002' })
    kit.add({ phone: '+886911000003' })
    ordered(buyer, NOON - DAY)
    await on({ skipIf: { ordered: true, replied: true } })
    await reach(timeOfDay(0))
    // Nobody got it before, so an older order leaves out nobody.
    expect(kit.sent).toHaveLength(3)
    ordered(buyer, kit.clock.now())
    kit.store.write((db) =>
      db.run(sql`
        insert into message (message_id, customer_seq, direction, content, at, received_at)
        values ('msg_1', ${talker}, 'in', '{}', ${kit.clock.now()}, ${kit.clock.now()})`),
    )
    await reach(timeOfDay(1))
    expect(recipients(kit.sent.slice(3))).toEqual(['+886911000003'])
  })

  const bornOn = (month: number, day: number, year: number | null = null) => {
    const { seq, phone } = kit.add()
    kit.store.write((db) =>
      db.run(sql`insert into customer_date (customer_seq, date, month, day, year) values (${seq}, 'birthday', ${month}, ${day}, ${year})`),
    )
    return phone
  }
  const reminder = (daysBefore: number): Partial<Save> => ({
    rule: { kind: 'customer-date', date: 'birthday', daysBefore, time: { hour: 14, minute: 0 } },
  })
  const asked = () => recipients(kit.sent)

  it('asks those whose own day comes, each on their day, and passes where nobody has one', async () => {
    const today = bornOn(11, 25, 1990)
    bornOn(11, 27, 2027)
    const later = bornOn(11, 28)
    const seriesId = await on(reminder(0))
    for (const day of [0, 1, 2, 3, 4]) await reach(timeOfDay(day))
    expect(asked()).toEqual([today, later])
    expect(await get(seriesId)).toMatchObject({ state: 'on', times: 2 })
    expect(times(seriesId).map(({ state }) => state)).toEqual(['sent', 'nobody', 'nobody', 'sent', 'nobody'])
    expect(await broadcasts()).toHaveLength(2)
  })

  it('asks some days before, or after', async () => {
    const soon = bornOn(12, 2)
    const past = bornOn(11, 22)
    await on(reminder(7))
    await on(reminder(-3))
    await reach(timeOfDay(0))
    expect(new Set(asked())).toEqual(new Set([soon, past]))
    expect(asked()).toHaveLength(2)
  })

  it('counts 29 February as the 28th in years without one', async () => {
    const leap = bornOn(2, 29)
    kit.clock.set(Date.UTC(2027, 1, 28, 4))
    await on(reminder(0))
    for (const day of [28, 29]) await reach(Date.UTC(2027, 1, day, 6))
    expect(asked()).toEqual([leap])
    await reach(Date.UTC(2028, 1, 28, 6))
    expect(asked()).toEqual([leap])
    await reach(Date.UTC(2028, 1, 29, 6))
    expect(asked()).toEqual([leap, leap])
  })
})

describe('a person who was picked by hand for a series', () => {
  it('is told so, and no longer named once erased', async () => {
    const [first, second] = [kit.add(), kit.add()]
    const customerIds = [first.customerId, second.customerId] as CustomerId[]
    const { seriesId } = await kit.must('series.save', {
      ...daily,
      content: { ...daily.content, audience: { include: { kind: 'customers', customerIds } } },
    })
    const [source] = kit.series.personalData
    expect(source?.collect(kit.store.read, first.customerId).items).toEqual([
      { broadcast: 'Autumn tea', what: 'picked by hand', detail: '', at: null },
    ])
    expect(kit.store.write((db) => source?.erase(db, first.customerId))).toBe(1)
    expect(source?.count(kit.store.read, first.customerId)).toBe(0)
    expect((await get(seriesId)).content.audience.include).toEqual({ kind: 'customers', customerIds: [second.customerId] })
  })
})
