import { createHash } from 'node:crypto'
import { BroadcastContent } from '#contract/ipc/broadcast-content.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sendMessageSchema } from '#contract/cloud-api/requests.ts'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'
import { manualClock, type Random } from '../../kernel/index.ts'
import { sql } from '../../store/index.ts'
import { compileMessage } from '../message/compile.ts'
import { makePlanNow } from '../plan.ts'
import { freezeMessages } from './prepare.ts'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

type Row = {
  body: string
  send_id: string
  state: string
  code: string | null
  codeState: string | null
  to_phone: string | null
  to_user_id: string | null
  price_micros: number | null
}
const rows = (broadcastId: string) =>
  kit.store.read.all<Row>(sql`
    select s.body, s.send_id, s.state, s.to_phone, s.to_user_id, s.price_micros, k.code, k.state as codeState
    from send s left join coupon_code k on k.send_id = s.send_id where s.run_id = ${broadcastId} order by s.seq`)
/** By then everybody was looked at, and nothing is sealed yet. */
const rendering = () => new Promise((resolve) => setImmediate(resolve))
const draft = async (content = couponContent) => (await kit.must('broadcast.draft', { content })).broadcastId

describe('approving', () => {
  it('freezes one message a person with a code of its own, and lists who was left out', async () => {
    kit.add({ addressAs: '陳小姐' })
    kit.add({ phone: null, userId: 'TW.4x9A' })
    kit.add({ offers: 'no' })
    const broadcastId = await draft()
    const { reviewHash } = await kit.must('broadcast.review', { broadcastId })
    const approved = await kit.must('broadcast.approve', { broadcastId, reviewHash })
    const sealed = rows(broadcastId)
    expect(sealed.map((row) => [row.to_phone, row.to_user_id, row.state, row.codeState, row.price_micros])).toEqual([
      ['+886910000001', null, 'planned', 'reserved', 73_200],
      [null, 'TW.4x9A', 'planned', 'reserved', 73_200],
    ])
    expect(sealed.map((row) => /^TEA-[34679ACDEFHJKMNPQRTVWXY]{6}$/u.test(row.code ?? ''))).toEqual([true, true])
    expect(sealed[0]?.code).not.toBe(sealed[1]?.code)
    expect(sealed.map((row) => sendMessageSchema.safeParse(JSON.parse(row.body)).success)).toEqual([true, true])
    expect(JSON.parse(sealed[0]?.body ?? '')).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+886910000001',
      type: 'template',
      template: {
        name: 'tea_coupon',
        language: { code: 'zh_TW' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', parameter_name: 'who', text: '陳小姐' },
              { type: 'text', parameter_name: 'tea', text: '凍頂烏龍' },
              { type: 'text', parameter_name: 'code', text: sealed[0]?.code },
              { type: 'text', parameter_name: 'ends', text: '11/30' },
            ],
          },
          { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: sealed[0]?.code }] },
          { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: `sb.products.${broadcastId}` }] },
          { type: 'button', sub_type: 'quick_reply', index: '2', parameters: [{ type: 'payload', payload: `sb.stop.${broadcastId}` }] },
        ],
      },
    })
    const sealHash = createHash('sha256')
      .update(sealed.map((row) => `${row.body}\n`).join(''))
      .digest('hex')
    expect(approved).toEqual({ broadcastId, sealHash, recipients: 2, skipped: 1 })
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({
      state: 'approved',
      counts: { matched: 3, planned: 2, skipped: 1 },
      costAtMostMicros: 146_400,
    })
    expect(kit.sent).toEqual([])
  })

  it('refuses when anything changed since the review', async () => {
    const { seq } = kit.add({ addressAs: 'A' })
    const broadcastId = await draft()
    const { reviewHash } = await kit.must('broadcast.review', { broadcastId })
    kit.store.write((db) => db.run(sql`update customer set address_as = 'B' where seq = ${seq}`))
    expect(await kit.call('broadcast.approve', { broadcastId, reviewHash })).toEqual({
      ok: false,
      error: { code: 'broadcast-review-changed', retry: 'now' },
    })
    expect(rows(broadcastId)).toEqual([])
    expect(await kit.must('broadcast.get', { broadcastId })).toMatchObject({ state: 'draft' })
  })

  it('asks Meta for the template again, and stops at a pause that no event told', async () => {
    kit.add({ addressAs: '陳小姐' })
    const broadcastId = await draft()
    expect((await kit.must('broadcast.review', { broadcastId })).issues.filter(({ level }) => level === 'stop')).toEqual([])
    kit.nodes.templates = kit.nodes.templates.map((node) => ({ ...node, status: 'PAUSED' }))
    // What was read within the last minute counts as fresh.
    await kit.clock.advance(61_000)
    expect(await kit.call('broadcast.approve', { broadcastId })).toMatchObject({
      ok: false,
      error: { code: 'broadcast-blocked', params: { issue: 'template-not-sendable' } },
    })
  })

  it('proves inside the transaction that nothing changed while it rendered', async () => {
    const { seq } = kit.add()
    const broadcastId = await draft()
    const approving = kit.call('broadcast.approve', { broadcastId })
    await rendering()
    kit.store.write((db) => kit.customer.recordOffers(db, seq, { decision: 'no', source: 'chat', detail: '', at: NOON, by: 'customer' }))
    expect(await approving).toMatchObject({ ok: false, error: { code: 'broadcast-review-changed' } })
    expect(rows(broadcastId)).toEqual([])
    expect(kit.store.read.get(sql`select count(*) as n from coupon_code`)).toEqual({ n: 0 })
  })

  it('goes through when what was written meanwhile has nothing to do with it', async () => {
    kit.add()
    const broadcastId = await draft()
    const approving = kit.call('broadcast.approve', { broadcastId })
    await rendering()
    kit.store.write((db) => db.run(sql`insert into setting (name, value, changed_at) values ('a', 'b', 0)`))
    expect(await approving).toMatchObject({ ok: true, value: { recipients: 1 } })
  })

  it('needs the owner’s word for unknown prices, and stops at what stops', async () => {
    kit.add({ phone: '+447911123456' })
    const broadcastId = await draft()
    expect(await kit.call('broadcast.approve', { broadcastId })).toMatchObject({ error: { code: 'price-unknown', params: { people: 1 } } })
    expect(
      await kit.call('broadcast.approve', { broadcastId: await draft({ ...couponContent, coupon: null }), acceptUnknownPrices: true }),
    ).toMatchObject({
      error: { code: 'broadcast-blocked', params: { issue: 'coupon-missing' } },
    })
    expect(await kit.call('broadcast.approve', { broadcastId, acceptUnknownPrices: true })).toMatchObject({ ok: true })
  })

  it('happens once, also when asked twice at the same time; then nothing can be changed', async () => {
    kit.add()
    const broadcastId = await draft()
    const answers = await Promise.all([kit.call('broadcast.approve', { broadcastId }), kit.call('broadcast.approve', { broadcastId })])
    expect(answers.map((answer) => answer.ok)).toEqual([true, false])
    expect(rows(broadcastId)).toHaveLength(1)
    expect([
      await kit.call('broadcast.draft', { broadcastId, content: couponContent }),
      await kit.call('broadcast.discard', { broadcastId }),
      await kit.call('broadcast.review', { broadcastId }),
    ]).toMatchObject([
      { error: { code: 'broadcast-draft-only' } },
      { error: { code: 'broadcast-draft-only' } },
      { error: { code: 'broadcast-state-refused' } },
    ])
  })

  it('gives everybody the same code where one is for all', async () => {
    kit.add()
    kit.add()
    const broadcastId = await draft({
      ...couponContent,
      coupon: { kind: 'one-for-all', code: 'TEA15', endsAt: null },
      variables: { ...couponContent.variables, ends: { from: { kind: 'text', text: 'soon' } } },
    })
    await kit.must('broadcast.approve', { broadcastId })
    expect(rows(broadcastId).map((row) => [row.code, row.body.includes('"coupon_code":"TEA15"')])).toEqual([
      [null, true],
      [null, true],
    ])
  })
})

describe('the seal', () => {
  it('is the same for the same people, texts and codes, and another one for any other', async () => {
    const random: Random = { bytes: (count) => new Uint8Array(count).map((_, index) => index % 251) }
    const content = BroadcastContent.parse(couponContent)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 4 }), async (names) => {
        names.forEach((addressAs) => kit.add({ addressAs }))
        const message = compileMessage(kit, kit.store.read, { content, broadcastId: 'brc_0123456789' })
        const request = { audience: message.content.audience, message, at: NOON }
        const plan = makePlanNow(kit, kit.store.read, request)
        const codes = plan.goes.map((_, index) => `TEA-${index}`)
        const seal = async (changed: readonly string[]) => {
          const frozen = await freezeMessages({ message, goes: plan.goes, codes: changed, clock: manualClock(), random })
          return frozen.ok ? frozen.value.sealHash : frozen.error.code
        }
        const first = await seal(codes)
        expect(await seal(codes)).toBe(first)
        expect(await seal([...codes.slice(0, -1), 'TEA-X'])).not.toBe(first)
        expect(makePlanNow(kit, kit.store.read, request).digest).toBe(plan.digest)
        expect(
          JSON.stringify(plan.goes.map((going) => going.version?.build(going.person, going.version.resolve(going.person, 'X'), 'X'))),
        ).not.toContain('{{')
      }),
      { numRuns: 15 },
    )
  })
})
