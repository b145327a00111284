import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { broadcastRoom, couponContent, couponTemplate, NOON } from '../../../test/support/broadcast-room.ts'
import type { SendOutcome } from '../../cloud-api/index.ts'
import { sql } from '../../store/index.ts'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const accepted = (n: number): SendOutcome => ({
  kind: 'accepted',
  wamid: `wamid.${n}`,
  waId: null,
  userId: null,
  heldForQuality: false,
  httpStatus: 200,
})
const rejected = (metaCode: number): SendOutcome => ({ kind: 'rejected', metaCode, httpStatus: 400 })
const codeStates = () =>
  kit.store.read.all<{ state: string; code: string }>(
    sql`select k.state, k.code from send s join coupon_code k on k.send_id = s.send_id order by s.seq`,
  )
const states = () => codeStates().map((row) => row.state)
const status = (sendId: string, what: 'delivered' | 'read' | 'failed', metaCode: number | null = null) => {
  const { wamid } = kit.store.read.get<{ wamid: string }>(sql`select wamid from send where send_id = ${sendId}`)!
  kit.store.write((db) => kit.ledger.recordStatus(db, { wamid, status: what, at: kit.clock.now(), metaCode, opaque: null, pricing: null }))
}
const sendIds = () => kit.store.read.all<{ id: string }>(sql`select send_id as id from send order by seq`).map((row) => row.id)
const skips = () =>
  kit.store.read.all<{ reason: string }>(sql`select reason from send where state = 'skipped' order by seq`).map((row) => row.reason)

describe('a running broadcast', () => {
  it('hands every sealed message over byte for byte, once, and shows it in the chat', async () => {
    const { seq } = kit.add({ addressAs: '陳小姐' })
    kit.add()
    const broadcastId = await kit.launch()
    const sealed = kit.store.read.all<{ body: string }>(sql`select body from send order by seq`).map((row) => row.body)
    await kit.clock.advance(5_000)
    expect(kit.sent.map((body) => body.replace(/,"biz_opaque_callback_data":"[^"]+"/, ''))).toEqual(sealed)
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({
      state: 'finished',
      counts: { matched: 2, accepted: 2 },
      costSoFarMicros: 146_400,
      currency: 'USD',
    })
    const [code] = codeStates()
    expect(kit.bubbles[0]).toMatchObject({
      customerSeq: seq,
      wamid: 'wamid.1',
      broadcastId,
      content: {
        kind: 'template',
        name: 'tea_coupon',
        language: 'zh_TW',
        header: null,
        body: `親愛的陳小姐，凍頂烏龍優惠碼 ${code?.code}，11/30前有效。`,
        footer: '回覆「取消」停收',
        buttons: ['Copy offer code', '看商品', '停止優惠訊息'],
        couponCode: code?.code,
      },
    })
    expect(states()).toEqual(['issued', 'issued'])
    expect(kit.store.read.get(sql`select last_offer_at as at from customer where seq = ${seq}`)).toEqual({ at: expect.any(Number) })
    status(sendIds()[0]!, 'delivered')
    status(sendIds()[0]!, 'read')
    expect(kit.bubbles).toHaveLength(2)
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({ counts: { accepted: 1, delivered: 0, read: 1 } })
  })

  it('shows the message of the day although the template changed since', async () => {
    kit.add({ addressAs: '陳小姐' })
    const { broadcastId } = await kit.must('broadcast.draft', { content: couponContent })
    await kit.must('broadcast.approve', { broadcastId })
    kit.nodes.templates = [{ ...couponTemplate, components: [{ type: 'BODY', text: 'New text' }] }]
    await kit.template.sync()
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    expect(kit.bubbles[0]?.content).toMatchObject({ body: expect.stringContaining('親愛的陳小姐') as string })
  })

  it('pauses, goes on and ends by hand, and gives back the codes of those who got nothing', async () => {
    for (let index = 0; index < 3; index += 1) kit.add()
    const { broadcastId } = await kit.must('broadcast.draft', { content: couponContent })
    expect(await kit.call('broadcast.start', { broadcastId })).toMatchObject({
      error: { code: 'broadcast-state-refused', params: { state: 'draft' } },
    })
    await kit.must('broadcast.approve', { broadcastId })
    kit.meta.answer = (_, n) => (n > 1 ? { kind: 'retry', metaCode: 131056, scope: 'person', waitMs: null, httpStatus: 400 } : accepted(n))
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(1_000)
    expect(await kit.must('broadcast.pause', { broadcastId })).toMatchObject({
      state: 'paused',
      pauseReason: 'by-hand',
      counts: { accepted: 1, planned: 2 },
    })
    expect(await kit.must('broadcast.resume', { broadcastId })).toMatchObject({ state: 'running', pauseReason: null })
    expect(await kit.must('broadcast.stop', { broadcastId })).toMatchObject({
      state: 'stopped',
      counts: { accepted: 1, planned: 0, skipped: 2, matched: 3 },
    })
    expect(skips()).toEqual(['stopped-by-hand', 'stopped-by-hand'])
    expect(states()).toEqual(['issued', 'free', 'free'])
  })
})

describe('at the moment of each claim', () => {
  it('leaves out whoever changed their mind, was blocked or erased since the seal', async () => {
    const people = Array.from({ length: 6 }, () => kit.add())
    const { broadcastId } = await kit.must('broadcast.draft', { content: couponContent })
    await kit.must('broadcast.approve', { broadcastId })
    kit.store.write((db) => {
      kit.customer.recordOffers(db, people[0]!.seq, { decision: 'no', source: 'chat', detail: '', at: NOON, by: 'customer' })
      kit.customer.recordOffers(db, people[1]!.seq, {
        decision: 'stopped',
        source: 'whatsapp-preference',
        detail: '',
        at: NOON,
        by: 'customer',
      })
      db.run(sql`update customer set blocked = 1 where seq = ${people[2]!.seq}`)
      db.run(sql`update send set customer_seq = null where customer_seq = ${people[3]!.seq}`)
      kit.customer.markUnusable(db, people[4]!.seq, NOON)
    })
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    expect(skips()).toEqual(['opted-out', 'stopped-in-whatsapp', 'blocked', 'erased', 'number-not-usable'])
    expect(kit.sent).toHaveLength(1)
    expect(states()).toEqual(['free', 'free', 'free', 'free', 'free', 'issued'])
  })

  it('stands still when the template is paused or costs another price', async () => {
    kit.add()
    for (const change of [{ status: 'PAUSED' }, { category: 'UTILITY' }]) {
      kit.nodes.templates = [couponTemplate]
      await kit.template.sync()
      const { broadcastId } = await kit.must('broadcast.draft', { content: couponContent })
      await kit.must('broadcast.approve', { broadcastId })
      kit.nodes.templates = [{ ...couponTemplate, ...change }]
      await kit.template.sync()
      await kit.must('broadcast.start', { broadcastId })
      await kit.clock.advance(1_000)
      expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({
        state: 'paused',
        pauseReason: 'template-stopped',
        counts: { planned: 1 },
      })
    }
    expect(kit.sent).toEqual([])
  })

  it('sends no coupon that has ended', async () => {
    kit.add()
    const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, quietHours: null } })
    await kit.must('broadcast.approve', { broadcastId })
    await kit.must('broadcast.start', { broadcastId })
    await kit.must('broadcast.pause', { broadcastId })
    await kit.clock.advance(6 * 86_400_000)
    await kit.must('broadcast.resume', { broadcastId })
    await kit.clock.advance(1_000)
    expect(skips()).toEqual(['no-coupon-left'])
    expect(kit.sent).toEqual([])
  })
})

describe('what Meta refuses', () => {
  it('teaches who stopped promotions and who can not be reached, at once or later', async () => {
    const people = Array.from({ length: 4 }, () => kit.add())
    kit.meta.answer = (_, n) => (n === 1 ? rejected(131050) : n === 2 ? rejected(131026) : accepted(n))
    const broadcastId = await kit.launch()
    await kit.clock.advance(5_000)
    status(sendIds()[2]!, 'failed', 131050)
    status(sendIds()[3]!, 'failed', 131026)
    const facts = people.map(({ seq }) =>
      kit.store.read.get(sql`select offers, unusable_at is not null as unusable from customer where seq = ${seq}`),
    )
    expect(facts).toEqual([
      { offers: 'stopped', unusable: 0 },
      { offers: 'yes', unusable: 1 },
      { offers: 'stopped', unusable: 0 },
      { offers: 'yes', unusable: 1 },
    ])
    expect(states()).toEqual(['free', 'free', 'issued', 'issued'])
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({ counts: { rejected: 2, failed: 2 } })
  })

  it('never makes it send twice: an answer that was lost waits for news, and a person may decide', async () => {
    kit.add()
    kit.meta.answer = () => ({ kind: 'unknown', reason: 'timeout', httpStatus: null })
    const broadcastId = await kit.launch()
    await kit.clock.advance(3_600_000)
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({ state: 'finished', counts: { unconfirmed: 1 } })
    expect([kit.sent.length, states()]).toEqual([1, ['reserved']])
    kit.meta.answer = (_, n) => accepted(n)
    expect(await kit.must('broadcast.sendAgain', { broadcastId, sendIds: sendIds(), understood: true })).toEqual({ planned: 1 })
    await kit.clock.advance(5_000)
    expect([kit.sent.length, states(), kit.bubbles.length]).toEqual([2, ['issued'], 1])
  })

  it('puts nobody back in line before everybody of a stopped run was skipped, a few at a time', async () => {
    for (let index = 0; index < 400; index += 1) kit.add()
    kit.meta.answer = () => ({ kind: 'unknown', reason: 'timeout', httpStatus: null })
    const broadcastId = await kit.launch({ ...couponContent, pacePerSecond: 1 })
    await kit.clock.advance(900)
    await kit.must('broadcast.pause', { broadcastId })
    await kit.clock.advance(3_600_000)
    const [unconfirmed] = (await kit.must('broadcast.recipients', { broadcastId, state: 'unconfirmed' })).recipients
    const waiting = () => kit.store.read.get<{ n: number }>(sql`select count(*) as n from send where state = 'planned'`)?.n ?? 0
    // Meanwhile somebody asks to send once more to the one whose answer was lost.
    const again: number[] = []
    const { sendAgain } = kit.ledger
    kit.ledger.sendAgain = (...rest) => {
      again.push(waiting())
      return sendAgain(...rest)
    }
    const stopped = kit.call('broadcast.stop', { broadcastId })
    expect(waiting()).toBeGreaterThan(150)
    expect(await kit.must('broadcast.sendAgain', { broadcastId, sendIds: [unconfirmed?.sendId ?? ''], understood: true })).toEqual({
      planned: 1,
    })
    expect([again, (await stopped).ok]).toEqual([[0], true])
  })
})

describe('taps on buttons', () => {
  const tap = (payload: string, seq: number, n = 1) =>
    kit.inbound({ customerSeq: seq, wamid: `wamid.in${n}`, payload, at: kit.clock.now() })

  it('are answered with the products, once a person and broadcast', async () => {
    const { seq } = kit.add()
    const broadcastId = await kit.launch()
    await kit.clock.advance(5_000)
    tap(`sb.products.${broadcastId}`, seq)
    tap(`sb.products.${broadcastId}`, seq, 2)
    tap('sb.products.brc_0123456789', seq, 3)
    expect(kit.queued).toEqual([
      {
        customerSeq: seq,
        message: { kind: 'products', retailerIds: ['TEA-001', 'TEA-002'], text: '' },
        options: { sentBy: 'auto', holdMs: 0, quotesWamid: 'wamid.in1' },
      },
    ])
  })

  it('end offers', async () => {
    const { seq } = kit.add()
    const broadcastId = await kit.launch()
    tap(`sb.stop.${broadcastId}`, seq)
    expect(kit.store.read.get(sql`select offers, offers_source as source from customer where seq = ${seq}`)).toEqual({
      offers: 'no',
      source: 'chat',
    })
  })
})

describe('progress', () => {
  it('is told at most four times a second, and only while something changes', async () => {
    for (let index = 0; index < 300; index += 1) kit.add()
    const broadcastId = await kit.launch()
    const told = () => kit.events.filter((event) => event.name === 'broadcast.progress')
    const perSecond: number[] = []
    for (let second = 0; second < 5; second += 1) {
      const before = told().length
      await kit.clock.advance(1_000)
      perSecond.push(told().length - before)
    }
    expect(Math.max(...perSecond)).toBeLessThanOrEqual(5)
    expect(perSecond.slice(0, 3).every((count) => count >= 2)).toBe(true)
    expect(told().at(-1)?.data).toMatchObject({ broadcastId, state: 'finished', counts: { accepted: 300, planned: 0 }, replies: 0 })
    const silent = told().length
    await kit.clock.advance(60_000)
    expect(told()).toHaveLength(silent)
    expect(kit.events.filter((event) => event.name === 'broadcast.changed').length).toBeGreaterThanOrEqual(4)
  })
})
