import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import type { CouponId } from '#contract/kernel/values.ts'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { openStore, sql } from '../store/index.ts'
import { isCouponCode } from './rules.ts'

type Content = CallInput<'broadcast.draft'>['content']

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const content: Content = {
  ...couponContent,
  audience: { include: { kind: 'everyone' }, restingHours: null },
  quietHours: null,
  variables: { ...couponContent.variables, ends: { from: { kind: 'text', text: 'soon' } } },
}
const pool = (couponId: CouponId): Content => ({ ...content, coupon: { kind: 'coupon', couponId } })
const save = (more: Partial<CallInput<'coupon.save'>> = {}) =>
  kit.must('coupon.save', { name: 'Tea', codes: 'unique', prefix: 'TEA-', value: null, ...more })
const seal = async (what: Content) => {
  const { broadcastId } = await kit.must('broadcast.draft', { content: what })
  return { broadcastId, approved: await kit.call('broadcast.approve', { broadcastId }) }
}
const counts = async (couponId: CouponId) => (await kit.must('coupon.get', { couponId })).counts
/** Makes a pool one that holds imported codes and nothing else. */
const importInto = (couponId: string, codes: readonly string[]) =>
  kit.store.write((db) => {
    const seq = db.get<{ seq: number }>(sql`select seq from coupon where coupon_id = ${couponId}`)?.seq ?? 0
    db.run(sql`update coupon set origin = 'imported' where seq = ${seq}`)
    for (const code of codes) db.run(sql`insert into coupon_code (coupon_seq, code, state, created_at) values (${seq}, ${code}, 'free', 0)`)
  })
/** Each sealed message's code, as it stands in its frozen body, with what became of the message. */
const sealed = () =>
  kit.store.read
    .all<{ body: string; state: string; sendId: string; code: string | null }>(
      sql`select s.body, s.state, s.send_id as sendId, k.code from send s left join coupon_code k on k.send_id = s.send_id order by s.seq`,
    )
    .map(({ body, ...row }) => ({ ...row, inBody: /"coupon_code":"([^"]+)"/u.exec(body)?.[1] ?? '' }))

describe('a broadcast with codes of a pool', () => {
  it('takes free ones first, draws the rest, and gives back those of people who got nothing', async () => {
    for (let index = 0; index < 5; index += 1) kit.add()
    const { couponId } = await save({ count: 3 })
    const { broadcastId } = await seal(pool(couponId))
    expect(await counts(couponId)).toMatchObject({ codes: 5, free: 0, reserved: 5, issued: 0 })
    expect(sealed().every(({ code, inBody }) => code === inBody && isCouponCode(inBody, 'TEA-'))).toBe(true)
    kit.meta.answer = (_, n) =>
      n === 1
        ? { kind: 'accepted', wamid: 'wamid.1', waId: null, userId: null, heldForQuality: false, httpStatus: 200 }
        : { kind: 'rejected', metaCode: 131026, httpStatus: 400 }
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    expect(await counts(couponId)).toMatchObject({ free: 4, reserved: 0, issued: 1 })
  })

  it('of imported codes is stopped by the review when they are too few, and takes exactly those', async () => {
    for (let index = 0; index < 3; index += 1) kit.add()
    const { couponId } = await save({ prefix: '' })
    importInto(couponId, ['SHOP-0001', 'SHOP-0002'])
    const { broadcastId } = await kit.must('broadcast.draft', { content: pool(couponId) })
    const review = await kit.must('broadcast.review', { broadcastId })
    expect([review.coupon?.left, review.issues.map(({ code }) => code)]).toEqual([2, expect.arrayContaining(['coupon-few'])])
    expect(await kit.coupon.pick({ kind: 'coupon', couponId }, 3)).toMatchObject({
      error: { code: 'coupon-few', params: { left: 2, needed: 3 } },
    })
    importInto(couponId, ['SHOP-0003'])
    expect((await kit.call('broadcast.approve', { broadcastId })).ok).toBe(true)
    expect(new Set(sealed().map(({ inBody }) => inBody))).toEqual(new Set(['SHOP-0001', 'SHOP-0002', 'SHOP-0003']))
  })

  it('is tried with a code as long as the longest, whether it was drawn or came from another tool', async () => {
    const { couponId } = await save({ count: 2 })
    const plan = { kind: 'coupon', couponId } as const
    const drawn = kit.coupon.planned(kit.store.read, plan)
    importInto(couponId, ['TEA-FROM-OUR-WEB-1'])
    kit.store.write((db) => db.run(sql`update coupon set origin = 'generated' where coupon_id = ${couponId}`))
    const mixed = kit.coupon.planned(kit.store.read, plan)
    expect([drawn, mixed].map((one) => [one?.longest(5), one?.sample(5).length])).toEqual([
      [10, 10],
      [18, 18],
    ])
  })

  it('is refused when the coupon is gone or stopped', async () => {
    kit.add()
    const { couponId } = await save()
    await kit.must('coupon.stop', { couponId, isStopped: true })
    expect(await kit.coupon.pick({ kind: 'coupon', couponId }, 1)).toMatchObject({ error: { code: 'coupon-stopped' } })
    expect(await kit.coupon.pick({ kind: 'coupon', couponId: 'cpn_0000000000' as never }, 1)).toMatchObject({
      error: { code: 'coupon-missing' },
    })
    expect((await seal(pool(couponId))).approved.ok).toBe(false)
  })

  it('sends nothing once its coupon is stopped', async () => {
    kit.add()
    const { couponId } = await save()
    const { broadcastId } = await seal(pool(couponId))
    await kit.must('coupon.stop', { couponId, isStopped: true })
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    expect([kit.sent.length, sealed().map(({ state }) => state)]).toEqual([0, ['skipped']])
  })
})

describe('codes of a broadcast’s own', () => {
  it('belong to a coupon that can be redeemed, one for each person', async () => {
    kit.add()
    kit.add()
    await kit.launch({ ...content, coupon: { kind: 'one-each', prefix: 'AUT-', endsAt: null } })
    await kit.clock.advance(5_000)
    const [coupon] = (await kit.must('coupon.list', {})).coupons
    expect(coupon).toMatchObject({
      name: 'Autumn tea',
      origin: 'broadcast',
      codes: 'unique',
      usesPerCode: 1,
      counts: { givenOut: 2, codes: 2 },
    })
    expect(await kit.call('coupon.redeem', { code: sealed()[0]!.inBody, requestId: 'request-1' })).toMatchObject({ ok: true })
  })

  it('are one word for all, the same coupon whenever the word is the same, until the last promised end', async () => {
    kit.add()
    const once = (endsAt: number | null) => kit.launch({ ...content, coupon: { kind: 'one-for-all', code: 'TEA15', endsAt } })
    await once(NOON + 1_000_000)
    await once(NOON + 9_000_000)
    await kit.clock.advance(5_000)
    const { coupons } = await kit.must('coupon.list', {})
    expect(coupons).toMatchObject([{ sharedCode: 'TEA15', usesPerCode: null, endsAt: NOON + 9_000_000, counts: { codes: 1, givenOut: 2 } }])
    expect(await kit.must('coupon.check', { code: 'tea15' })).toMatchObject({ verdict: 'good' })
  })

  it('refuse a word that is somebody’s own code', async () => {
    kit.add()
    const { couponId } = await save({ prefix: '' })
    importInto(couponId, ['TEA15'])
    expect((await seal({ ...content, coupon: { kind: 'one-for-all', code: 'TEA15', endsAt: null } })).approved).toMatchObject({
      error: { code: 'coupon-code-refused', params: { code: 'TEA15' } },
    })
    expect(kit.store.read.get(sql`select count(*) as n from send`)).toEqual({ n: 0 })
  })
})

describe('no code goes to two people', () => {
  it('when two seals pick from one pool at the same time: the second is refused and nothing of it is written', async () => {
    const { couponId } = await save({ count: 2 })
    const plan = { kind: 'coupon', couponId } as const
    const [one, other] = await Promise.all([kit.coupon.pick(plan, 2), kit.coupon.pick(plan, 2)])
    const take = (broadcastId: string, codes: typeof one) =>
      kit.store.write((db) => {
        db.run(sql`insert into broadcast (broadcast_id, name, content, created_at, saved_at) values (${broadcastId}, '', '{}', 0, 0)`)
        const sends = ['a', 'b'].map((name) => ({ sendId: `${broadcastId}-${name}`, customerSeq: null }))
        return kit.coupon.take(db, { broadcastId, name: '', plan, codes: codes.ok ? codes.value : [], sends })
      })
    expect(take('brc_1', one).ok).toBe(true)
    expect(take('brc_2', other)).toMatchObject({ error: { code: 'coupon-taken', retry: 'now' } })
    expect(kit.store.read.all(sql`select send_id as id from coupon_code order by seq`)).toEqual([{ id: 'brc_1-a' }, { id: 'brc_1-b' }])
  })

  it('when drawn codes were written by somebody else meanwhile', async () => {
    const { couponId } = await save()
    const picked = await kit.coupon.pick({ kind: 'one-each', prefix: 'TEA-', endsAt: null }, 1)
    const [code] = picked.ok ? picked.value : []
    importInto(couponId, [code?.code ?? ''])
    const sends = [{ sendId: 'snd_1', customerSeq: null }]
    const taking = {
      broadcastId: 'brc_1',
      name: '',
      plan: { kind: 'one-each', prefix: 'TEA-', endsAt: null } as const,
      codes: [code!],
      sends,
    }
    expect(kit.store.write((db) => kit.coupon.take(db, taking))).toMatchObject({ error: { code: 'coupon-taken' } })
  })

  it('when a message that was refused goes out once more after its code went to another: it is skipped', async () => {
    kit.add()
    const { couponId } = await save({ count: 1 })
    kit.meta.answer = () => ({ kind: 'rejected', metaCode: 131049, httpStatus: 400 })
    const first = await seal(pool(couponId))
    await kit.must('broadcast.start', { broadcastId: first.broadcastId })
    await kit.clock.advance(5_000)
    const [before] = sealed()
    await seal(pool(couponId))
    const now = kit.clock.now()
    expect(kit.coupon.mayGo(kit.store.read, { broadcastId: first.broadcastId, sendId: before!.sendId, now })).toBe(false)
    kit.store.write((db) => kit.coupon.takeAgain(db, [before!.sendId]))
    const [again, second] = sealed()
    expect([again?.code, second?.code]).toEqual([null, before?.inBody])
  })

  it('when the engine dies between any two steps: what was not committed never was, and nothing is given twice', async () => {
    const { couponId } = await save({ count: 4 })
    const plan = { kind: 'coupon', couponId } as const
    for (let index = 0; index < 3; index += 1) kit.add()
    const picked = await kit.coupon.pick(plan, 3)
    const codes = picked.ok ? picked.value : []
    const sends = ['x', 'y', 'z'].map((sendId) => ({ sendId, customerSeq: null }))
    const dying = () =>
      kit.store.write((db) => {
        db.run(sql`insert into broadcast (broadcast_id, name, content, created_at, saved_at) values ('brc_dead', '', '{}', 0, 0)`)
        kit.coupon.take(db, { broadcastId: 'brc_dead', name: '', plan, codes, sends })
        throw new Error('killed')
      })
    expect(dying).toThrow('killed')
    expect(await counts(couponId)).toMatchObject({ free: 4, reserved: 0 })
    await seal(pool(couponId))
    const bodies = sealed().map(({ inBody }) => inBody)
    expect(new Set(bodies).size).toBe(3)
    const { file, key } = kit.vault
    // What a next engine would find: read by a second connection while this one holds whatever it holds.
    const copy = openStore({ file, key })
    expect(
      copy.read.get(sql`select count(*) as codes, count(distinct send_id) as sends from coupon_code where state = 'reserved'`),
    ).toEqual({
      codes: 3,
      sends: 3,
    })
    copy.close()
  })

  it('whatever is sealed, sent, refused, stopped and sealed again', async () => {
    const { couponId } = await save({ count: 2 })
    for (let index = 0; index < 3; index += 1) kit.add()
    const outcomes = fc.constantFrom('accepted', 'rejected', 'unknown')
    await fc.assert(
      fc.asyncProperty(fc.array(outcomes, { minLength: 3, maxLength: 3 }), fc.boolean(), async (answers, stops) => {
        let asked = 0
        kit.meta.answer = (_, n) => {
          const answer = answers[(asked += 1) % 3]
          if (answer === 'accepted')
            return { kind: 'accepted', wamid: `wamid.${n}`, waId: null, userId: null, heldForQuality: false, httpStatus: 200 }
          return answer === 'rejected'
            ? { kind: 'rejected', metaCode: 131026, httpStatus: 400 }
            : { kind: 'unknown', reason: 'timeout', httpStatus: null }
        }
        kit.store.write((db) => db.run(sql`update customer set unusable_at = null`))
        const { broadcastId, approved } = await seal(pool(couponId))
        expect(approved.ok).toBe(true)
        if (!stops) await kit.must('broadcast.start', { broadcastId })
        await kit.clock.advance(4_000)
        await kit.must('broadcast.stop', { broadcastId })
        const mayHaveArrived = sealed().filter(({ state }) => state !== 'skipped' && state !== 'rejected')
        expect(new Set(mayHaveArrived.map(({ inBody }) => inBody)).size).toBe(mayHaveArrived.length)
        expect(mayHaveArrived.every(({ code, inBody }) => code === inBody)).toBe(true)
      }),
      { numRuns: 12 },
    )
  })
})
