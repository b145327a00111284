import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { sql } from '../store/index.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const soon = { from: { kind: 'text', text: 'soon' } } as const
let requests = 0
const redeem = (code: string, more: Partial<CallInput<'coupon.redeem'>> = {}) =>
  kit.call('coupon.redeem', { code, requestId: `request-${(requests += 1)}`, ...more })
const check = (code: string) => kit.must('coupon.check', { code })
const codes = () => kit.store.read.all<{ code: string }>(sql`select code from coupon_code order by seq`).map(({ code }) => code)
const save = (more: Partial<CallInput<'coupon.save'>> = {}) =>
  kit.must('coupon.save', { name: 'Tea 15', codes: 'shared', sharedCode: 'TEA15', value: null, usesPerCode: null, ...more })
const orders = () =>
  kit.store.read.all(sql`select total_micros as total, coupon_code as code, broadcast_id as broadcastId from customer_order`)

/** A coupon of one code each went to so many people; answers their codes. */
async function issued(people = 1, content: Partial<typeof couponContent> = {}): Promise<string[]> {
  for (let index = 0; index < people; index += 1) kit.add({ name: `Person ${index}` })
  await kit.launch({ ...couponContent, quietHours: null, ...content })
  await kit.clock.advance(5_000)
  return codes()
}

describe('a code at the till', () => {
  it('that came by a broadcast is good once; the second time says when, where and by whom it was used', async () => {
    const [code = ''] = await issued()
    expect(await check(code)).toMatchObject({ code, verdict: 'good', customerName: 'Person 0', usesLeft: 1, uses: [] })
    expect(await redeem(code, { place: 'Counter 1' })).toMatchObject({
      ok: true,
      value: {
        redemption: { code, place: 'Counter 1', by: 'owner', customerName: 'Person 0' },
        check: { verdict: 'used-up', usesLeft: 0 },
      },
    })
    await kit.clock.advance(MINUTE_MS)
    expect(await redeem(code, { place: 'Counter 2' })).toMatchObject({
      ok: false,
      error: { code: 'coupon-used-up', params: { at: expect.any(Number), place: 'Counter 1', by: 'owner' } },
    })
    expect(await check(code)).toMatchObject({ verdict: 'used-up', uses: [{ place: 'Counter 1' }] })
  })

  it('is redeemed once by the same request, and by one of two tills at the same moment', async () => {
    const [code = '', other = ''] = await issued(2)
    const requestId = 'the-same-request'
    const [first, again] = await Promise.all([redeem(code, { requestId }), redeem(code, { requestId })])
    expect(first).toEqual(again)
    const both = await Promise.all([redeem(other, { place: 'one' }), redeem(other, { place: 'two' })])
    expect(both.map(({ ok }) => ok)).toEqual([true, false])
    expect((await kit.must('coupon.redemptions', {})).redemptions.map((use) => use.code)).toEqual([other, code])
  })

  it('is taken back within ten minutes with the order that it noted, and then is good again', async () => {
    const [code = ''] = await issued()
    const broadcastId = kit.store.read.get<{ id: string }>(sql`select broadcast_id as id from broadcast`)?.id
    const first = await redeem(code, { salesMicros: 500_000_000, discountMicros: 50_000_000 })
    expect(orders()).toEqual([{ total: 450_000_000, code, broadcastId }])
    const redemptionId = first.ok ? first.value.redemption.redemptionId : ''
    await kit.clock.advance(10 * MINUTE_MS)
    expect(await kit.must('coupon.undoRedeem', { redemptionId })).toMatchObject({ undoneAt: kit.clock.now() })
    expect(orders()).toEqual([])
    expect(await check(code)).toMatchObject({ verdict: 'good', uses: [] })
    const second = await redeem(code)
    await kit.clock.advance(10 * MINUTE_MS + 1)
    expect(await kit.call('coupon.undoRedeem', { redemptionId: second.ok ? second.value.redemption.redemptionId : '' })).toMatchObject({
      error: { code: 'redemption-undo-too-late' },
    })
    expect((await kit.must('coupon.redemptions', {})).redemptions.map((use) => use.undoneAt !== null)).toEqual([false, true])
  })

  it('that waits in a message which never left is not given out; once its answer was lost it is good', async () => {
    kit.add()
    const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, quietHours: null } })
    await kit.must('broadcast.approve', { broadcastId })
    const [code = ''] = codes()
    expect(await check(code)).toMatchObject({ verdict: 'not-given-out' })
    expect(await redeem(code)).toMatchObject({ error: { code: 'coupon-not-good', params: { verdict: 'not-given-out' } } })
    kit.meta.answer = () => ({ kind: 'unknown', reason: 'timeout', httpStatus: null })
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    expect(await check(code)).toMatchObject({ verdict: 'good' })
  })

  it('keeps the end that was promised when the coupon ends sooner now, and gains when it ends later', async () => {
    const coupon = await kit.must('coupon.save', {
      name: 'Tea',
      codes: 'unique',
      prefix: 'TEA-',
      value: null,
      endsAt: NOON + 5 * DAY_MS,
    })
    const [code = ''] = await issued(1, { coupon: { kind: 'coupon', couponId: coupon.couponId } })
    const { couponId, name, prefix } = coupon
    const change = (endsAt: number) => kit.must('coupon.save', { couponId, name, prefix, codes: 'unique', value: null, endsAt })
    await change(NOON + DAY_MS)
    await kit.clock.advance(3 * DAY_MS)
    expect(await check(code)).toMatchObject({ verdict: 'good' })
    await kit.clock.advance(3 * DAY_MS)
    expect(await check(code)).toMatchObject({ verdict: 'expired' })
    expect(await kit.must('coupon.get', { couponId: coupon.couponId })).toMatchObject({
      counts: { expired: 1, issued: 0, givenOut: 1, used: 0 },
    })
    await change(NOON + 20 * DAY_MS)
    expect(await check(code)).toMatchObject({ verdict: 'good' })
  })

  it('is refused before it starts, after it ends, when stopped, and below the least amount', async () => {
    await save({ startsAt: NOON + DAY_MS, endsAt: NOON + 2 * DAY_MS, leastMicros: 100_000_000 })
    expect(await check('TEA15')).toMatchObject({ verdict: 'not-started' })
    await kit.clock.advance(DAY_MS)
    expect(await redeem('TEA15', { salesMicros: 99_999_999 })).toMatchObject({
      error: { code: 'coupon-least-amount', params: { leastMicros: 100_000_000, currency: 'TWD' } },
    })
    expect(await redeem('TEA15')).toMatchObject({ error: { code: 'coupon-least-amount' } })
    expect(await redeem('TEA15', { salesMicros: 100_000_000 })).toMatchObject({ ok: true })
    const [coupon] = (await kit.must('coupon.list', {})).coupons
    await kit.must('coupon.stop', { couponId: coupon!.couponId, isStopped: true })
    expect(await redeem('TEA15', { salesMicros: 100_000_000 })).toMatchObject({ error: { params: { verdict: 'stopped' } } })
    await kit.must('coupon.stop', { couponId: coupon!.couponId, isStopped: false })
    await kit.clock.advance(DAY_MS)
    expect(await check('TEA15')).toMatchObject({ verdict: 'expired' })
  })

  it('counts its uses up to the limit of a code for all', async () => {
    await save({ usesPerCode: 2 })
    expect((await redeem('TEA15')).ok).toBe(true)
    expect(await check('TEA15')).toMatchObject({ usesLeft: 1, customerId: null })
    expect((await redeem('TEA15')).ok).toBe(true)
    expect(await redeem('TEA15')).toMatchObject({ error: { code: 'coupon-used-up' } })
  })

  it.each([
    [{ kind: 'percent', percent: 15 }, 333_333_333, 49_999_999],
    [{ kind: 'amount', micros: 50_000_000, currency: 'TWD' }, 30_000_000, 30_000_000],
    [{ kind: 'gift', text: 'A cup' }, 500_000_000, null],
  ] as const)('takes off what %o says of a purchase of %i', async (value, salesMicros, discount) => {
    await save({ value })
    expect(await redeem('TEA15', { salesMicros })).toMatchObject({ value: { redemption: { discountMicros: discount, salesMicros } } })
    const [coupon] = (await kit.must('coupon.list', {})).coupons
    expect(coupon?.given).toEqual({ discountMicros: discount ?? 0, salesMicros })
  })
})

describe('a balance', () => {
  const value = { kind: 'balance', micros: 300_000_000, currency: 'TWD' } as const

  it('is used part by part, asks for an amount, and takes no more than is left', async () => {
    await save({ value, usesPerCode: 1 })
    expect(await redeem('TEA15')).toMatchObject({ error: { code: 'coupon-amount-needed' } })
    expect(await redeem('TEA15', { discountMicros: 100_000_000 })).toMatchObject({
      value: { check: { leftMicros: 200_000_000, verdict: 'good' } },
    })
    expect(await redeem('TEA15', { discountMicros: 200_000_001 })).toMatchObject({
      error: { code: 'coupon-balance-too-small', params: { leftMicros: 200_000_000 } },
    })
    expect(await redeem('TEA15', { salesMicros: 900_000_000 })).toMatchObject({
      value: { redemption: { discountMicros: 200_000_000 }, check: { leftMicros: 0, verdict: 'used-up' } },
    })
  })

  it('is never below zero, whatever is redeemed and taken back', async () => {
    await save({ value, usesPerCode: null })
    const left = async () => (await check('TEA15')).leftMicros ?? -1
    const undo = ({ id }: { readonly id: string }) => kit.call('coupon.undoRedeem', { redemptionId: id })
    let expected: number = value.micros
    const done: { id: string; micros: number }[] = []
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 150 }), fc.boolean(), async (part, takesBack) => {
        const last = takesBack ? done.pop() : undefined
        const micros = part * 1_000_000
        const wanted = last === undefined && micros <= expected
        const used = last === undefined ? await redeem('TEA15', { discountMicros: micros }) : await undo(last)
        if (last !== undefined) expected += last.micros
        if (wanted) expected -= micros
        if (wanted && used.ok && 'redemption' in used.value) done.push({ id: used.value.redemption.redemptionId, micros })
        expect(used.ok).toBe(wanted || last !== undefined)
        expect(await left()).toBe(expected)
        expect(expected).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is typed or scanned', () => {
  it('is read whatever its case, width, spaces, hyphens and look-alikes in the prefix', async () => {
    await kit.must('coupon.save', { name: 'Oolong', codes: 'unique', prefix: 'OIL10-', count: 3, value: null })
    const [code = ''] = codes()
    const wide = [...code].map((letter) => (letter === '-' ? '－' : String.fromCharCode(letter.charCodeAt(0) + 0xfee0))).join('')
    for (const typed of [
      code,
      code.toLowerCase(),
      ` ${code} `,
      code.replace('-', ' '),
      code.replace('-', ''),
      code.replace('-', '–'),
      code.replace('OIL10', '0I1IO'),
      wide,
      `https://shop.example/c/${code}`,
      `https://wa.me/886912345678?text=${encodeURIComponent(code)}`,
    ])
      expect([typed, (await check(typed)).code, (await check(typed)).verdict]).toEqual([typed, code, 'not-given-out'])
  })

  it('is a slip where the check character does not fit, and unknown where it does or nothing looks like ours', async () => {
    await kit.must('coupon.save', { name: 'Oolong', codes: 'unique', prefix: 'TEA-', count: 1, value: null })
    const [code = ''] = codes()
    const wrong = `${code.slice(0, 5)}${code[5] === '3' ? '4' : '3'}${code.slice(6)}`
    expect(await check(wrong)).toMatchObject({ verdict: 'misread', coupon: null })
    expect(await check('TEA-333334')).toMatchObject({ verdict: 'misread' })
    expect(await check('HELLO')).toMatchObject({ verdict: 'unknown', coupon: null })
    expect(await check('TEA-')).toMatchObject({ verdict: 'unknown' })
    expect(await redeem(wrong)).toMatchObject({ error: { code: 'coupon-not-good', params: { verdict: 'misread' } } })
  })

  it('never ends in a bug, whatever it is', async () => {
    await save()
    await kit.must('coupon.save', { name: 'Free', codes: 'unique', count: 2, value: null })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), fc.webUrl()), async (text) => {
        const verdict = (await check(text.slice(0, 200) || 'x')).verdict
        expect(['unknown', 'misread', 'good', 'not-given-out']).toContain(verdict)
      }),
    )
  })
})

describe('what is kept', () => {
  it('is append-only: no use is changed or deleted, also not by mistake', async () => {
    const [code = ''] = await issued()
    await redeem(code)
    const run = (statement: Parameters<typeof kit.store.read.get>[0]) => () => kit.store.write((db) => db.run(statement))
    expect(run(sql`update redemption set discount_micros = 1`)).toThrow('append-only')
    expect(run(sql`delete from redemption`)).toThrow('append-only')
  })

  it('names a person’s codes and uses; after erasing, the use stays a fact without the person and the code stays used', async () => {
    const [code = ''] = await issued()
    await redeem(code, { place: 'Counter', salesMicros: 200_000_000 })
    const { customerId } = await check(code)
    const collected = kit.coupon.personalData.map((source) => source.collect(kit.store.read, customerId ?? '').items)
    expect(collected).toMatchObject([[{ code, coupon: 'Autumn tea', state: 'used' }], [{ code, place: 'Counter', sales: 200 }]])
    kit.store.write((db) => kit.coupon.personalData.forEach((source) => source.erase(db, customerId ?? '')))
    expect(kit.coupon.personalData.map((source) => source.count(kit.store.read, customerId ?? ''))).toEqual([0, 0])
    expect(await check(code)).toMatchObject({
      verdict: 'used-up',
      customerId: null,
      customerName: '',
      uses: [{ place: 'Counter', customerId: null }],
    })
  })

  it('never hands out again what an erased person may have got', async () => {
    const { customerId } = kit.add()
    const coupon = await kit.must('coupon.save', { name: 'Tea', codes: 'unique', value: null })
    const { broadcastId } = await kit.must('broadcast.draft', {
      content: {
        ...couponContent,
        coupon: { kind: 'coupon', couponId: coupon.couponId },
        variables: { ...couponContent.variables, ends: soon },
        quietHours: null,
      },
    })
    await kit.must('broadcast.approve', { broadcastId })
    kit.meta.answer = () => ({ kind: 'unknown', reason: 'timeout', httpStatus: null })
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    const [code = ''] = codes()
    kit.store.write((db) => kit.coupon.personalData.forEach((source) => source.erase(db, customerId)))
    const picked = await kit.coupon.pick({ kind: 'coupon', couponId: coupon.couponId }, 1)
    expect(picked.ok && picked.value[0]?.code).not.toBe(code)
    expect(await check(code)).toMatchObject({ verdict: 'good', customerId: null })
  })
})
