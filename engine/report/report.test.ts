import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { broadcastRoom, NOON } from '../../test/support/broadcast-room.ts'
import { secureRandom } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { createReport } from './create.ts'
import { monthsOf, timesOf } from './span.ts'

type Kit = Awaited<ReturnType<typeof broadcastRoom>>
type Name = 'report.overview' | 'report.export'
const [HOUR, DAY] = [3_600_000, 86_400_000]

let kit: Kit
let numbers: ((number: { readonly quality: string }) => void)[]
let room: ReturnType<typeof createReport>
beforeEach(async () => {
  kit = await broadcastRoom()
  numbers = []
  room = createReport({
    vault: kit.vault,
    clock: kit.clock,
    random: secureRandom,
    price: kit.price,
    broadcasts: kit.room.reports,
    onNumber: (listener) => numbers.push(listener),
  })
})
afterEach(() => kit.remove())

async function call<N extends Name>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  const handler = room.handlers[name] as unknown as (parsed: unknown, context: unknown) => Promise<Result<CallOutput<N>>>
  const result = await handler(calls[name].input.parse(input), { role: 'owner', person: 'owner', signal: new AbortController().signal })
  if (result.ok) calls[name].output.parse(result.value)
  return result
}

async function overview(from = '2026-11-01', to = '2026-11-30'): Promise<CallOutput<'report.overview'>> {
  const result = await call('report.overview', { from, to })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

let count = 0
type Said = {
  readonly at: number
  readonly by?: 'customer' | 'owner' | 'auto' | 'broadcast' | 'phone'
  readonly content?: object
  readonly sendId?: string
}

function say(customerSeq: number, { at, by = 'customer', content = { kind: 'text', text: 'x' }, sendId }: Said): void {
  count += 1
  const sentBy = by === 'owner' || by === 'auto' ? by : null
  kit.store.write((db) =>
    db.run(sql`
      insert into message (message_id, customer_seq, direction, content, at, received_at, sent_by, broadcast_id, origin, send_id)
      values (${`msg_${count}`}, ${customerSeq}, ${by === 'customer' ? 'in' : 'out'}, ${JSON.stringify(content)}, ${at}, ${at}, ${sentBy},
        ${by === 'broadcast' ? 'brc_0000000000' : null}, ${by === 'phone' ? 'phone' : null}, ${sendId ?? null})`),
  )
}

describe('reply time', () => {
  it('runs from the message that opens a wait to the next answer of a person', async () => {
    const [a, b, c] = [kit.add().seq, kit.add().seq, kit.add().seq]
    const start = NOON - 5 * DAY
    say(a, { at: start })
    say(a, { at: start + HOUR })
    say(a, { at: start + 2 * HOUR, by: 'auto' })
    say(a, { at: start + 3 * HOUR, by: 'broadcast' })
    say(a, { at: start + 4 * HOUR, by: 'owner' })
    say(a, { at: start + 5 * HOUR, by: 'owner' })
    say(b, { at: start })
    say(b, { at: start + HOUR, by: 'phone' })
    say(b, { at: start + 2 * HOUR, content: { kind: 'reaction', emoji: '👍', toMessage: '' } })
    say(b, { at: start + 3 * HOUR, content: { kind: 'button', text: 'x', payload: 'sb.products.brc_0000000000' } })
    say(c, { at: start })
    expect((await overview()).replyTime).toEqual({ medianMs: HOUR, p90Ms: 4 * HOUR, answered: 2, unanswered: 1 })
  })

  it('counts nobody as unanswered within a day, or whose conversation was ended, and no answer that failed', async () => {
    const [fresh, ended, failed, late] = [kit.add().seq, kit.add().seq, kit.add().seq, kit.add().seq]
    say(fresh, { at: NOON - 2 * HOUR })
    say(ended, { at: NOON - 3 * DAY })
    say(failed, { at: NOON - 3 * DAY })
    say(late, { at: NOON - 10 * DAY })
    say(late, { at: NOON - 2 * DAY, by: 'owner' })
    say(failed, { at: NOON - 2 * DAY, by: 'owner', sendId: 'snd_failed' })
    kit.store.write((db) => {
      db.run(sql`insert into conversation (customer_seq, last_at, last_direction, closed) values (${ended}, ${NOON}, 'in', 1)`)
      db.run(sql`
        insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at) values ('run_reply', 'reply', 'reply', 'running', 1, '', 0)`)
      db.run(sql`
        insert into send (send_id, run_id, rkey, customer_seq, body, body_sha256, state, meta_code, changed_at)
        values ('snd_failed', 'run_reply', 'k', ${failed}, '{}', '', 'failed', 131047, ${NOON - 2 * DAY})`)
    })
    const told = await overview()
    expect(told.replyTime).toEqual({ medianMs: 8 * DAY, p90Ms: 8 * DAY, answered: 1, unanswered: 1 })
    expect(told.failures).toEqual([{ metaCode: 131_047, reason: '', count: 1 }])
    // The wait opened before the days that are asked for.
    expect((await overview('2026-11-20', '2026-11-30')).replyTime).toMatchObject({ answered: 0, unanswered: 1 })
    // It was answered after them.
    expect((await overview('2026-11-14', '2026-11-16')).replyTime).toEqual({
      medianMs: 8 * DAY,
      p90Ms: 8 * DAY,
      answered: 1,
      unanswered: 0,
    })
  })

  it('equals what a slow and simple reading of every chat finds', async () => {
    const people = Array.from({ length: 4 }, () => kit.add().seq)
    const anySaid = fc.record({
      who: fc.nat({ max: 3 }),
      hour: fc.integer({ min: -40 * 24, max: -1 }),
      by: fc.constantFrom('customer', 'customer', 'owner', 'auto', 'broadcast'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anySaid, { maxLength: 40 }), async (all) => {
        kit.store.write((db) => db.run(sql`delete from message`))
        const said = [...new Map(all.map((one) => [`${one.who} ${one.hour}`, one])).values()]
        for (const { who, hour, by } of said) say(people[who] ?? 0, { at: NOON + hour * HOUR, by })
        const times = timesOf({ from: '2026-11-01', to: '2026-11-30' }, 'Asia/Taipei') ?? { from: 0, to: 0 }
        const waits = people.flatMap((_, who) => {
          const turns = said
            .filter((one) => one.who === who && (one.by === 'customer' || one.by === 'owner'))
            .toSorted((one, other) => one.hour - other.hour)
          return turns.flatMap((turn, index) => {
            const before = turns[index - 1]
            const opens =
              turn.by === 'customer' && (before === undefined || before.by === 'owner' || (turn.hour - before.hour) * HOUR > 7 * DAY)
            const at = NOON + turn.hour * HOUR
            if (!opens || at < times.from || at >= times.to) return []
            const answer = turns.slice(index).find((one) => one.by === 'owner')
            return [{ at, tookMs: answer === undefined ? null : (answer.hour - turn.hour) * HOUR }]
          })
        })
        const took = waits.flatMap(({ tookMs }) => (tookMs === null ? [] : [tookMs])).toSorted((one, other) => one - other)
        expect((await overview()).replyTime).toEqual({
          medianMs: took[Math.ceil(took.length / 2) - 1] ?? null,
          p90Ms: took[Math.ceil(took.length * 0.9) - 1] ?? null,
          answered: took.length,
          unanswered: waits.filter(({ at, tookMs }) => tookMs === null && NOON - at > DAY).length,
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe('the hours at which customers write', () => {
  it('are those of the shop’s zone, Monday first; reactions and the shop’s own messages do not count', async () => {
    const { seq } = kit.add()
    // Sunday 22 November 2026, 16:30 UTC is Monday half past midnight in Taipei.
    const sunday = Date.UTC(2026, 10, 22, 15, 59)
    say(seq, { at: sunday })
    say(seq, { at: sunday + 31 * 60_000 })
    say(seq, { at: sunday + 32 * 60_000, content: { kind: 'button', text: 'x', payload: 'sb.stop.brc_0000000000' } })
    say(seq, { at: sunday + 33 * 60_000, content: { kind: 'reaction', emoji: '👍', toMessage: '' } })
    say(seq, { at: sunday + 34 * 60_000, by: 'owner' })
    const { hours } = await overview()
    expect([hours[6]?.[23], hours[0]?.[0], hours.flat().reduce((sum, one) => sum + one, 0)]).toEqual([1, 2, 3])
  })
})

describe('months and broadcasts', () => {
  it('add up what broadcasts cost, what was sold and who ended offers, and compare the broadcasts', async () => {
    const people = [kit.add(), kit.add(), kit.add()]
    const broadcastId = await kit.launch()
    await kit.clock.advance(5_000)
    kit.store.write((db) => {
      for (const wamid of ['wamid.1', 'wamid.2'])
        kit.ledger.recordStatus(db, {
          wamid,
          status: 'delivered',
          at: kit.clock.now(),
          metaCode: null,
          opaque: null,
          pricing: { category: 'marketing', type: 'regular' },
        })
      kit.customer.recordOffers(db, people[0]?.seq ?? 0, {
        decision: 'no',
        source: 'chat',
        detail: '',
        at: kit.clock.now() + HOUR,
        by: 'customer',
      })
      for (const [id, at, micros, currency] of [
        ['a', NOON + HOUR, 480_000_000, 'TWD'],
        ['b', NOON + 10 * DAY, 20_000_000, 'TWD'],
        ['c', NOON + HOUR, 5_000_000, 'USD'],
      ] as const)
        db.run(sql`
          insert into customer_order (order_id, customer_seq, at, source, total_micros, currency, broadcast_id, recorded_at)
          values (${id}, ${people[0]?.seq ?? 0}, ${at}, 'by-hand', ${micros}, ${currency}, ${at < NOON + DAY ? broadcastId : null}, 0)`)
    })
    const told = await overview('2026-10-15', '2026-12-31')
    expect(told.months).toEqual([
      { month: '2026-10', spendMicros: 0, salesMicros: 0, orders: 0, optedOut: 0 },
      { month: '2026-11', spendMicros: 146_400, salesMicros: 480_000_000, orders: 2, optedOut: 1 },
      { month: '2026-12', spendMicros: 0, salesMicros: 20_000_000, orders: 1, optedOut: 0 },
    ])
    expect(told.broadcasts).toEqual([
      {
        broadcastId,
        name: 'Autumn tea',
        startedAt: NOON,
        shouldGet: 3,
        delivered: 2,
        readShare: 0,
        repliedShare: 0,
        optedOutShare: 0.5,
        couponsUsed: 0,
        orders: 2,
        salesMicros: 480_000_000,
        costMicros: 146_400,
        costCurrency: 'USD',
        costPerOrderMicros: 73_200,
      },
    ])
    expect(told).toMatchObject({ spendCurrency: 'USD', salesCurrency: 'TWD', budgetMicros: null })
    expect((await overview('2026-10-01', '2026-10-31')).broadcasts).toEqual([])
  })

  it('takes the free replies of a month off once, so that its parts add up to it', async () => {
    const price = 5_000
    kit.store.write((db) => {
      const quarter = (day: string) => Date.parse(`${day}T12:00:00+08:00`) / 900_000
      for (const [day, people] of [
        ['2026-11-05', 700],
        ['2026-11-12', 500],
        ['2026-11-25', 300],
      ] as const)
        db.run(sql`
          insert into spend_sum values ('run_reply', ${quarter(day)}, 'rest-of-asia-pacific', ${price}, 'service', 'service', 'regular', ${people})`)
    })
    const spend = async (from: string, to: string) => (await overview(from, to)).months[0]?.spendMicros
    expect(await spend('2026-11-01', '2026-11-30')).toBe(500 * price)
    expect(await spend('2026-11-01', '2026-11-10')).toBe(0)
    expect(await spend('2026-11-11', '2026-11-20')).toBe(200 * price)
    expect(await spend('2026-11-21', '2026-11-30')).toBe(300 * price)
  })

  it('keep the people of a broadcast that ended long ago, and count those of a younger one anew', async () => {
    const { seq } = kit.add()
    await kit.launch()
    await kit.clock.advance(5_000)
    const replied = async () => (await overview('2026-11-01', '2027-01-31')).broadcasts[0]?.repliedShare
    kit.store.write((db) =>
      kit.ledger.recordStatus(db, { wamid: 'wamid.1', status: 'read', at: kit.clock.now(), metaCode: null, opaque: null, pricing: null }),
    )
    expect(await replied()).toBe(0)
    say(seq, { at: kit.clock.now() + HOUR })
    expect(await replied()).toBe(1)
    expect(kit.store.read.get(sql`select count(*) as n from broadcast_figure`)).toEqual({ n: 0 })
    kit.clock.set(kit.clock.now() + 31 * DAY)
    expect(await replied()).toBe(1)
    kit.store.write((db) => db.run(sql`delete from message where direction = 'in'`))
    expect(await replied()).toBe(1)
  })

  it('begin and end at midnight of the shop, through changes of summer time, and refuse days in the wrong order', async () => {
    const day = { from: '2026-10-25', to: '2026-10-25' }
    const times = timesOf(day, 'Europe/London')
    expect((times?.to ?? 0) - (times?.from ?? 0)).toBe(25 * HOUR)
    expect(
      monthsOf({ from: '2026-01-31', to: '2026-03-01' }, 'Asia/Taipei').map(({ month, from, to }) => [month, (to - from) / DAY]),
    ).toEqual([
      ['2026-01', 1],
      ['2026-02', 28],
      ['2026-03', 1],
    ])
    expect(await call('report.overview', { from: '2026-11-02', to: '2026-11-01' })).toMatchObject({ error: { code: 'input-refused' } })
  })
})

describe('quality', () => {
  it('is kept at each change, and told with the rating that held before the span', async () => {
    const hear = (quality: string) => numbers.forEach((listener) => listener({ quality }))
    kit.clock.set(Date.UTC(2026, 9, 1))
    hear('GREEN')
    hear('GREEN')
    hear('UNKNOWN')
    kit.clock.set(Date.UTC(2026, 10, 10))
    hear('YELLOW')
    hear('GREEN')
    expect((await overview()).quality).toEqual([
      { at: Date.UTC(2026, 9, 1), rating: 'GREEN' },
      { at: Date.UTC(2026, 10, 10), rating: 'YELLOW' },
      { at: Date.UTC(2026, 10, 10), rating: 'GREEN' },
    ])
    expect((await overview('2026-08-01', '2026-08-31')).quality).toEqual([])
  })
})

describe('the export', () => {
  it('holds the comparison and the months in the words of whoever asks', async () => {
    kit.add()
    await kit.launch()
    await kit.clock.advance(5_000)
    kit.store.write((db) => db.run(sql`update broadcast set name = '=1+1'`))
    const target = join(kit.vault.folder, 'report.csv')
    const written = await call('report.export', { from: '2026-11-01', to: '2026-12-31', format: 'csv', target, locale: 'zh-CN' })
    const rows = Papa.parse<string[]>(readFileSync(target, 'utf8').slice(1)).data
    expect(written).toMatchObject({ ok: true, value: { fileName: 'report.csv', rows: 3 } })
    expect(rows.map((row) => row[0])).toEqual(['群发', '名称', "'=1+1", '', '月份', '月份', '2026-11', '2026-12', ''])
    const workbook = join(kit.vault.folder, 'report.xlsx')
    await call('report.export', { from: '2026-11-01', to: '2026-12-31', format: 'xlsx', target: workbook })
    expect(strFromU8(unzipSync(readFileSync(workbook))['xl/workbook.xml'] ?? new Uint8Array())).toContain('name="群發"')
  })

  it('has the same words in every language', () => {
    const keys = (locale: string) =>
      Object.entries(JSON.parse(readFileSync(new URL(`words/${locale}.json`, import.meta.url), 'utf8')) as Record<string, object>).map(
        ([part, words]) => [part, Object.keys(words)],
      )
    expect([keys('zh-TW'), keys('zh-CN')]).toEqual([keys('en'), keys('en')])
  })
})
