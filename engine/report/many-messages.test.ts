import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { secureRandom } from '../kernel/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { createReport } from './create.ts'

/** Raise them by hand to measure; the numbers are printed, never asserted. */
const PEOPLE = Number(process.env['SHOPBELL_TEST_PEOPLE'] ?? 2_000)
const MESSAGES = Number(process.env['SHOPBELL_TEST_MESSAGES'] ?? 20_000)
const [DAY, MINUTE] = [86_400_000, 60_000]
const BROADCAST = 'brc_00000000000000000000000001'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const SENT_AT = NOON - 14 * DAY
const BODY = JSON.stringify({ template: 'x'.repeat(900) })

/** A year of chats, and one broadcast to everybody two weeks ago. */
function fill(db: WriteHandle): void {
  db.run(sql`
    insert into broadcast (broadcast_id, name, content, approved, currency, created_at, saved_at, approved_at)
    values (${BROADCAST}, 'Many', ${JSON.stringify({ ...couponContent, coupon: null })}, 1, 'USD', ${SENT_AT}, ${SENT_AT}, ${SENT_AT})`)
  db.run(sql`
    insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at, started_at, finished_at)
    values (${BROADCAST}, 'broadcast', 'offer', 'finished', 80, '', ${SENT_AT}, ${SENT_AT}, ${SENT_AT + 30 * MINUTE})`)
  for (let index = 0; index < PEOPLE; index += 1) sendTo(db, index)
  db.run(sql`
    update send set state = iif(seq % 20 = 1, 'failed', 'delivered'), meta_code = iif(seq % 20 = 1, 131049, null),
      delivered_at = iif(seq % 20 = 1, null, accepted_at + 2000), changed_at = accepted_at + 2000, priced_category = 'marketing', priced_type = 'regular'`)
  const stepMs = (360 * DAY) / MESSAGES
  for (let index = 0; index < MESSAGES; index += 1) {
    const at = Math.floor(NOON - 361 * DAY + index * stepMs)
    const seq = 1 + ((Math.floor(index / 3) * 7_919) % PEOPLE)
    say(db, { seq, at, direction: index % 3 === 2 ? 'out' : 'in', text: '您好，請問今天幾點開門？' })
  }
}

/** One person with the message of the broadcast. One in eight answers, one in fifty orders, one in two hundred ends offers. */
function sendTo(db: WriteHandle, index: number): void {
  const [key, at] = [String(index).padStart(10, '0'), SENT_AT + 1 + index]
  const { lastRowId: seq } = db.run(sql`
    insert into customer (customer_id, phone, name, offers, created_at, changed_at)
    values (${`cus_${key}`}, ${`+8869${key}`}, ${`客人 ${index}`}, 'yes', ${NOON}, ${NOON})`)
  db.run(sql`
    insert into send (send_id, run_id, rkey, customer_seq, to_phone, body, body_sha256, category, market, price_micros, state, wamid, attempts, accepted_at, changed_at)
    values (${`snd_${key}`}, ${BROADCAST}, ${key}, ${seq}, ${`+8869${key}`}, ${BODY}, '', 'MARKETING', 'rest-of-asia-pacific', 73200, 'accepted', ${`wamid.${key}`}, 1, ${at}, ${at})`)
  db.run(sql`
    insert into message (message_id, customer_seq, direction, content, send_id, at, received_at, broadcast_id)
    values (${`msg_b${key}`}, ${seq}, 'out', ${JSON.stringify({ kind: 'template', body: BODY })}, ${`snd_${key}`}, ${at}, ${at}, ${BROADCAST})`)
  if (index % 8 === 1)
    say(db, { seq, at: at + (index % 5_000) * MINUTE, direction: 'in', text: index % 3 === 0 ? '請問還有貨嗎' : '我要兩盒' })
  if (index % 50 === 1)
    db.run(sql`
      insert into customer_order (order_id, customer_seq, at, source, total_micros, currency, broadcast_id, recorded_at)
      values (${`ord_${key}`}, ${seq}, ${at + DAY}, 'by-hand', 480000000, 'TWD', ${BROADCAST}, ${at + DAY})`)
  if (index % 200 === 1)
    db.run(sql`
      insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by)
      values (${seq}, ${at + DAY}, ${at + DAY}, 'offers', 'no', 'chat', '', '', 'customer')`)
}

let said = 0
function say(db: WriteHandle, { seq, at, direction, text }: { seq: number; at: number; direction: 'in' | 'out'; text: string }): void {
  said += 1
  db.run(sql`
    insert into message (message_id, customer_seq, direction, content, at, received_at, sent_by)
    values (${`msg_${said}`}, ${seq}, ${direction}, ${JSON.stringify({ kind: 'text', text })}, ${at}, ${at}, ${direction === 'out' ? 'owner' : null})`)
}

/** Longest time in which nothing else could happen, ms. */
function watchLoop(): () => number {
  let [longestMs, last] = [0, performance.now()]
  const look = () => {
    const now = performance.now()
    longestMs = Math.max(longestMs, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  return () => {
    clearInterval(timer)
    look()
    return Math.round(longestMs)
  }
}

it(
  `${PEOPLE} people of a broadcast and ${MESSAGES} messages of a year are reported while other work goes on`,
  { timeout: 600_000 },
  async () => {
    kit.store.write(fill)
    const room = createReport({
      vault: kit.vault,
      clock: kit.clock,
      random: secureRandom,
      price: kit.price,
      broadcasts: kit.room.reports,
      onNumber: () => undefined,
    })
    const overview = room.handlers['report.overview'] as unknown as (
      input: unknown,
    ) => Promise<{ value: { replyTime: { answered: number }; broadcasts: unknown[] } }>
    const measured: string[] = []
    const time = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      await work()
      const longest = watchLoop()
      const startedAt = performance.now()
      const used = process.cpuUsage()
      const value = await work()
      const { user, system } = process.cpuUsage(used)
      const tookMs = Math.round(performance.now() - startedAt)
      measured.push(`${name} ${tookMs} ms (computing ${Math.round((user + system) / 1_000)}, longest pause ${longest()})`)
      return value
    }
    const broadcastId = BROADCAST
    const report = await time('report', () => kit.must('broadcast.report', { broadcastId }))
    const replies = await time('replies', () => kit.must('broadcast.replies', { broadcastId, intent: 'question' }))
    const replied = await time('who replied', () => kit.must('broadcast.recipients', { broadcastId, step: 'replied' }))
    const ordered = await time('who ordered', () => kit.must('broadcast.recipients', { broadcastId, step: 'ordered' }))
    for (const format of ['csv', 'xlsx'] as const)
      await time(format, () => kit.must('broadcast.export', { broadcastId, format, target: join(kit.vault.folder, `people.${format}`) }))
    const year = await time('overview of a year', () => overview({ from: '2025-12-01', to: '2026-11-30' }))
    await time('overview of a month', () => overview({ from: '2026-10-01', to: '2026-10-31' }))
    console.info(`${PEOPLE} people, ${MESSAGES} messages: ${measured.join(', ')}`)
    expect(report.funnel).toMatchObject({
      shouldGet: PEOPLE,
      delivered: PEOPLE - Math.ceil(PEOPLE / 20),
      replied: replied.total,
      ordered: ordered.total,
    })
    expect(replies.replies.length).toBeGreaterThan(0)
    expect(report.costMicros).toBe(report.funnel.delivered * 73_200)
    expect([year.value.broadcasts.length, year.value.replyTime.answered > 0]).toEqual([1, true])
  },
)
