import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import type { CouponId } from '#contract/kernel/values.ts'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { sql } from '../store/index.ts'

const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000]

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

let requests = 0
const request = () => `request-${(requests += 1)}`
const save = (more: Partial<CallInput<'coupon.save'>> = {}) =>
  kit.must('coupon.save', { name: 'Tea', codes: 'unique', prefix: 'TEA-', value: { kind: 'percent', percent: 10 }, ...more })
type Asked = Partial<CallInput<'coupon.issue'>> & { readonly couponId: CouponId }
const issue = (asked: Asked) => kit.call('coupon.issue', { count: 1, requestId: request(), ...asked })
const mustIssue = (asked: Asked) => kit.must('coupon.issue', { count: 1, requestId: request(), ...asked })
const counts = async (couponId: CouponId) => (await kit.must('coupon.get', { couponId })).counts
const codesOf = async (couponId: CouponId, handoutId: string) =>
  (await kit.must('coupon.codes', { couponId, handoutId, limit: 500 })).codes.map(({ code }) => code)
/** Codes of another tool in place of our own. */
const importInto = (couponId: CouponId, codes: readonly string[]) =>
  kit.store.write((db) => {
    db.run(sql`update coupon set origin = 'imported' where coupon_id = ${couponId}`)
    for (const code of codes)
      db.run(sql`
        insert into coupon_code (coupon_seq, code, state, created_at) select seq, ${code}, 'free', 0 from coupon where coupon_id = ${couponId}`)
  })

describe('codes given out by hand', () => {
  it('are taken by the till once each, and counted as issued and used', async () => {
    const { couponId } = await save()
    const handout = await mustIssue({ couponId, count: 3, note: '  flyer May ' })
    expect(handout).toMatchObject({ note: 'flyer May', codes: 3, used: 0, by: 'owner', at: NOON, customerId: null })
    expect(await counts(couponId)).toEqual({ codes: 3, free: 0, reserved: 0, issued: 3, used: 0, expired: 0, givenOut: 3, redemptions: 0 })
    const [code = ''] = await codesOf(couponId, handout.handoutId)
    expect(await kit.must('coupon.check', { code })).toMatchObject({ verdict: 'good', handedOut: { at: NOON, note: 'flyer May' } })
    expect(await kit.call('coupon.redeem', { code, requestId: request() })).toMatchObject({ ok: true })
    expect(await kit.call('coupon.redeem', { code, requestId: request() })).toMatchObject({ error: { code: 'coupon-used-up' } })
    expect(await counts(couponId)).toMatchObject({ issued: 2, used: 1, givenOut: 3, redemptions: 1 })
    expect(await kit.must('coupon.handouts', { couponId })).toMatchObject({
      handouts: [{ handoutId: handout.handoutId, codes: 3, used: 1 }],
    })
  })

  it('of a named customer note the purchase as an order of that customer', async () => {
    const { customerId, seq } = kit.add({ name: 'Mei' })
    const { couponId } = await save()
    const handout = await mustIssue({ couponId, customerId: customerId })
    expect(handout).toMatchObject({ customerId, customerName: 'Mei', codes: 1 })
    const [code = ''] = await codesOf(couponId, handout.handoutId)
    expect(await kit.must('coupon.check', { code })).toMatchObject({ verdict: 'good', customerId, customerName: 'Mei' })
    await kit.must('coupon.redeem', { code, requestId: request(), salesMicros: 500_000_000 })
    expect(
      kit.store.read.all(sql`
        select customer_seq as seq, total_micros as total, coupon_code as code, broadcast_id as broadcastId, source from customer_order`),
    ).toEqual([{ seq, total: 450_000_000, code, broadcastId: null, source: 'till' }])
  })

  it('take free ones of the pool first, and keep the end that was good when they were given out', async () => {
    const { couponId, name, prefix } = await save({ count: 2, endsAt: NOON + 5 * MINUTE_MS })
    const { handoutId } = await mustIssue({ couponId, count: 3 })
    expect(await counts(couponId)).toMatchObject({ codes: 3, free: 0, issued: 3 })
    await kit.must('coupon.save', { couponId, name, prefix, codes: 'unique', value: null, endsAt: NOON + MINUTE_MS })
    await kit.clock.advance(3 * MINUTE_MS)
    const [code = ''] = await codesOf(couponId, handoutId)
    expect(await kit.must('coupon.check', { code })).toMatchObject({ verdict: 'good' })
    await kit.clock.advance(3 * MINUTE_MS)
    expect(await counts(couponId)).toMatchObject({ expired: 3, issued: 0, givenOut: 3 })
  })

  it('are given out once by the same request', async () => {
    const { couponId } = await save()
    const requestId = request()
    const [first, again] = await Promise.all([issue({ couponId, count: 2, requestId }), issue({ couponId, count: 2, requestId })])
    expect(first).toEqual(again)
    expect(await counts(couponId)).toMatchObject({ issued: 2 })
  })

  it('are all given out or none: too few imported ones, a stopped or ended coupon, one code for all, nobody of that name, somebody whose data must not be used', async () => {
    const { couponId } = await save()
    importInto(couponId, ['PAPER-1', 'PAPER-2'])
    expect(await issue({ couponId, count: 3 })).toMatchObject({ error: { code: 'coupon-few', params: { left: 2, needed: 3 } } })
    expect(await issue({ couponId, customerId: 'cus_00000000000000000000000000' })).toMatchObject({
      error: { code: 'customer-missing' },
    })
    const restricted = kit.add()
    kit.store.write((db) => db.run(sql`update customer set restricted_at = 1 where seq = ${restricted.seq}`))
    expect(await issue({ couponId, customerId: restricted.customerId })).toMatchObject({ error: { code: 'customer-restricted' } })
    expect(await counts(couponId)).toMatchObject({ free: 2, issued: 0 })
    await mustIssue({ couponId, count: 2 })
    expect(await kit.must('coupon.check', { code: 'paper 1' })).toMatchObject({ verdict: 'good' })
    await kit.must('coupon.stop', { couponId, isStopped: true })
    expect(await issue({ couponId })).toMatchObject({ error: { code: 'coupon-stopped' } })
    const shared = await save({ codes: 'shared', sharedCode: 'TEA15', prefix: '' })
    expect(await issue({ couponId: shared.couponId })).toMatchObject({ error: { code: 'coupon-fixed' } })
    const over = await save({ name: 'Over', endsAt: NOON })
    expect(await issue({ couponId: over.couponId })).toMatchObject({ error: { code: 'coupon-not-good', params: { verdict: 'expired' } } })
    expect(kit.store.read.all(sql`select codes from (select count(*) as codes from coupon_handout)`)).toEqual([{ codes: 1 }])
  })

  it('leave nothing half when the engine dies among them', async () => {
    const { couponId } = await save({ count: 4 })
    kit.store.write((db) =>
      db.run(sql`
        create trigger dies before update on coupon_code when (select count(*) from coupon_code where state = 'issued') = 2
        begin select raise(abort, 'the power went'); end`),
    )
    await expect(issue({ couponId, count: 4 })).rejects.toThrow('the power went')
    expect(await counts(couponId)).toMatchObject({ free: 4, issued: 0 })
    expect(await kit.must('coupon.handouts', { couponId })).toMatchObject({ handouts: [] })
  })

  it('are never those of a message, however givings out and seals come between each other', async () => {
    for (let index = 0; index < 4; index += 1) kit.add()
    const content = { ...couponContent, quietHours: null, audience: { include: { kind: 'everyone' as const }, restingHours: null } }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('seal', 'hand'), { minLength: 2, maxLength: 6 }), async (steps) => {
        const { couponId } = await save({ name: `Tea ${request()}`, count: 3 })
        const ends = { from: { kind: 'text', text: 'soon' } } as const
        const work = steps.map(async (step) => {
          if (step === 'hand') return (await issue({ couponId, count: 3 })).ok
          const { broadcastId } = await kit.must('broadcast.draft', {
            content: { ...content, coupon: { kind: 'coupon', couponId }, variables: { ...content.variables, ends } },
          })
          return (await kit.call('broadcast.approve', { broadcastId })).ok
        })
        const done = await Promise.all(work)
        const hands = steps.filter((step, index) => step === 'hand' && done[index]).length
        const seals = steps.filter((step, index) => step === 'seal' && done[index]).length
        expect(await counts(couponId)).toMatchObject({ issued: 3 * hands, reserved: 4 * seals })
        const both = kit.store.read.all(
          sql`select 1 from coupon_code where handout_seq is not null and (send_id is not null or state <> 'issued')`,
        )
        expect(both).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  it('stay out of reach of the message that was to carry one of them before', async () => {
    const { customerId } = kit.add()
    const { couponId } = await save({ count: 1 })
    const ends = { from: { kind: 'text', text: 'soon' } } as const
    kit.meta.answer = () => ({ kind: 'rejected', metaCode: 131026, httpStatus: 400 })
    await kit.launch({
      ...couponContent,
      quietHours: null,
      coupon: { kind: 'coupon', couponId },
      variables: { ...couponContent.variables, ends },
    })
    await kit.clock.advance(5_000)
    const { sendId } = kit.store.read.get<{ sendId: string }>(sql`select send_id as sendId from send`) ?? { sendId: '' }
    await mustIssue({ couponId, note: 'at the counter' })
    kit.store.write((db) => kit.coupon.takeAgain(db, [sendId]))
    expect(await kit.must('coupon.codes', { couponId })).toMatchObject({ codes: [{ state: 'issued', customerId: null }] })
    expect(customerId).toMatch(/^cus_/)
  })
})

describe('the table of codes given out by hand', () => {
  it('holds each of them, in the words of whoever asked', async () => {
    const { customerId } = kit.add({ name: '=Mei' })
    const { couponId } = await save({ endsAt: NOON + DAY_MS })
    const { handoutId } = await mustIssue({ couponId, count: 2, note: 'sorry', customerId: customerId })
    const target = join(kit.vault.folder, 'codes.csv')
    expect(await kit.must('coupon.exportHandout', { handoutId, target, format: 'csv', locale: 'en' })).toMatchObject({ rows: 2 })
    const lines = readFileSync(target, 'utf8').slice(1).trim().split('\r\n')
    const [code] = await codesOf(couponId, handoutId)
    expect(lines[0]).toBe('"Code","Coupon","Customer","Given out for","Given out","Good until","Times used","Last used"')
    expect(lines[1]).toBe(`"${code}","Tea","'=Mei","sorry","2026-11-25 12:00:00","2026-11-26 12:00:00",0,`)
  })
})

describe('erasing somebody', () => {
  it('takes the person and the note off what was given out, and leaves the code to the till', async () => {
    const { customerId } = kit.add({ name: 'Mei' })
    const { couponId } = await save()
    const { handoutId } = await mustIssue({ couponId, note: 'for the broken pot', customerId: customerId })
    const [source] = kit.coupon.personalData
    expect(source?.collect(kit.store.read, customerId).items).toMatchObject([{ handedOutFor: 'for the broken pot' }])
    kit.store.write((db) => source?.erase(db, customerId))
    const { handouts } = await kit.must('coupon.handouts', { couponId })
    expect(handouts).toMatchObject([{ handoutId, customerId: null, note: '', codes: 1 }])
  })
})
