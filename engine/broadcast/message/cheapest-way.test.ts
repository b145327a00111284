import { afterEach, describe, expect, it } from 'vitest'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { sendMessageSchema } from '#contract/cloud-api/requests.ts'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, couponTemplate, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'

type Content = CallInput<'broadcast.draft'>['content']
let kit: Awaited<ReturnType<typeof broadcastRoom>>
afterEach(() => kit.remove())

const HOUR = 3_600_000
const SERVICE_MICROS = 5_000
/** Prices of Taiwan's market: what came with Shopbell for promotions, our own for ordinary messages. */
async function shop(templates: readonly TemplateNode[] = [couponTemplate]) {
  kit = await broadcastRoom({ templates })
  await kit.price.handlers['price.save']?.(
    { market: 'rest-of-asia-pacific', category: 'service', currency: 'USD', priceMicros: SERVICE_MICROS, validFrom: '2026-11-01' },
    { role: 'owner', person: '', signal: new AbortController().signal },
  )
}
const content: Content = { ...couponContent, cheapestWay: true, quietHours: null }

async function review(over: Partial<Content> = {}) {
  const { broadcastId } = await kit.must('broadcast.draft', { content: { ...content, ...over } })
  return kit.must('broadcast.review', { broadcastId })
}
const sentNow = () =>
  kit.sent.map((body) => {
    const request: unknown = JSON.parse(body)
    expect(sendMessageSchema.safeParse(request)).toMatchObject({ success: true })
    return request as Record<string, unknown> & { type: string }
  })

describe('the cheapest way', () => {
  it('says the same words as an ordinary message to whom wrote lately, and the template to all others', async () => {
    await shop()
    kit.add({ addressAs: '陳小姐', wroteAt: NOON - HOUR })
    kit.add({ addressAs: '林先生' })
    const broadcastId = await kit.launch(content)
    await kit.clock.advance(5_000)
    const [free, template] = sentNow()
    const code = kit.store.read.get<{ code: string }>(
      sql`select code from coupon_code where send_id = (select send_id from send where run_id = ${broadcastId} order by seq limit 1)`,
    )?.code
    expect(free).toMatchObject({
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: `親愛的陳小姐，凍頂烏龍優惠碼 ${code}，11/30前有效。` },
        footer: { text: '回覆「取消」停收' },
        action: {
          buttons: [
            { type: 'reply', reply: { id: `sb.products.${broadcastId}`, title: '看商品' } },
            { type: 'reply', reply: { id: `sb.stop.${broadcastId}`, title: '停止優惠訊息' } },
          ],
        },
      },
    })
    expect(template?.type).toBe('template')
    expect(kit.bubbles[0]?.content).toMatchObject({ kind: 'menu', options: ['看商品', '停止優惠訊息'] })
    expect(kit.store.read.all(sql`select template_name as name, price_micros as price from send order by seq`)).toEqual([
      { name: null, price: SERVICE_MICROS },
      { name: 'tea_coupon', price: 73_200 },
    ])
  })

  it('tells people and saving whether it is on or not, and counts on no free allowance', async () => {
    await shop()
    kit.add({ wroteAt: NOON - HOUR })
    kit.add({ wroteAt: NOON - HOUR })
    kit.add()
    const saving = { people: 2, savesMicros: 2 * (73_200 - SERVICE_MICROS) }
    const [off, on] = [await review({ cheapestWay: false }), await review()]
    expect([off.cheapestWay, on.cheapestWay]).toEqual([
      { ...saving, isOn: false },
      { ...saving, isOn: true },
    ])
    const preview = await kit.must('broadcast.preview', { content: { ...content, cheapestWay: false }, for: { kind: 'nth', index: 0 } })
    expect(preview).toMatchObject({ cheapestWay: saving, currency: 'USD' })
    expect([off.cost.totalMicros, on.cost.totalMicros]).toEqual([3 * 73_200, 73_200 + 2 * SERVICE_MICROS])
    expect(on.cost.rows.map(({ people, isOrdinary }) => [people, isOrdinary])).toEqual([
      [2, true],
      [1, undefined],
    ])
    expect(on.cost.rows.reduce((sum, row) => sum + (row.totalMicros ?? 0), 0)).toBe(on.cost.totalMicros)
  })

  it('is null where an ordinary message costs as much or nobody knows what it costs', async () => {
    kit = await broadcastRoom()
    kit.add({ phone: '+447911123456', wroteAt: NOON - HOUR })
    expect((await review()).cheapestWay).toBeNull()
  })

  it('needs a window that stays open until the run is done, with an hour to spare', async () => {
    await shop()
    const pace = { pacePerSecond: 1, spreadHours: 10 } as const
    // 24 hours, less ten minutes that are kept, less ten hours of the run, less one hour to spare.
    const latest = NOON - (24 * HOUR - 10 * 60_000 - 10 * HOUR - HOUR)
    kit.add({ wroteAt: latest })
    kit.add({ wroteAt: latest + 1_000 })
    expect((await review(pace)).cheapestWay).toMatchObject({ people: 1 })
    expect((await review({ ...pace, time: { kind: 'at', at: NOON + 2 * HOUR } })).cheapestWay).toBeNull()
  })

  it('leaves somebody out whose window closed meanwhile; nothing is sent that Meta would refuse', async () => {
    await shop()
    const { seq } = kit.add({ wroteAt: NOON - HOUR })
    kit.add({ wroteAt: NOON - HOUR })
    const { broadcastId } = await kit.must('broadcast.draft', { content })
    await kit.must('broadcast.approve', { broadcastId })
    kit.store.write((db) => db.run(sql`update conversation set last_inbound_at = ${NOON - 25 * HOUR} where customer_seq = ${seq}`))
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    const { recipients } = await kit.must('broadcast.recipients', { broadcastId })
    expect(recipients.map(({ state, reason }) => [state, reason])).toEqual(
      expect.arrayContaining([
        ['skipped', 'window-closed'],
        ['accepted', null],
      ]) as unknown,
    )
    expect(kit.sent).toHaveLength(1)
  })

  it('keeps consent: whoever says no in between gets nothing', async () => {
    await shop()
    const { seq } = kit.add({ wroteAt: NOON - HOUR })
    const { broadcastId } = await kit.must('broadcast.draft', { content })
    await kit.must('broadcast.approve', { broadcastId })
    kit.store.write((db) => kit.customer.recordOffers(db, seq, { decision: 'no', source: 'chat', detail: '', at: NOON, by: 'customer' }))
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    expect(kit.sent).toEqual([])
  })

  const node = (components: object[]): TemplateNode => ({ ...couponTemplate, name: 'shape', language: 'en', components }) as TemplateNode
  const body = { type: 'BODY', text: 'Tea is here' }
  const buttons = (...list: object[]) => ({ type: 'BUTTONS', buttons: list })
  const picture = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://pictures.example/tea.png'] } }
  const link = { type: 'URL', text: 'Open', url: 'https://shop.example/{{1}}' }
  const shapes: readonly (readonly [string, object[], Partial<Content>, object])[] = [
    [
      'plain words',
      [{ type: 'HEADER', format: 'TEXT', text: 'News' }, body, { type: 'FOOTER', text: 'Bye' }],
      {},
      { type: 'text', text: { body: 'News\n\nTea is here\n\nBye' } },
    ],
    [
      'a code whose button falls away',
      [body, buttons({ type: 'COPY_CODE', text: 'Copy offer code' })],
      { coupon: { kind: 'one-for-all', code: 'TEA15', endsAt: null } },
      { type: 'text', text: { body: 'Tea is here\n\nTEA15' } },
    ],
    ['a picture', [picture, body], {}, { type: 'image', image: { link: 'https://pictures.example/tea.png', caption: 'Tea is here' } }],
    [
      'an uploaded film',
      [{ type: 'HEADER', format: 'VIDEO' }, body],
      { variables: { header: { from: { kind: 'file', mediaId: '900000000000001', fileName: 'a.mp4', uploadedAt: NOON } } } },
      { type: 'video', video: { id: '900000000000001', caption: 'Tea is here' } },
    ],
    [
      'a file',
      [{ ...picture, format: 'DOCUMENT' }, body],
      { headerUrl: 'https://pictures.example/menu.pdf' },
      { type: 'document', document: { link: 'https://pictures.example/menu.pdf' } },
    ],
    [
      'a link under a picture',
      [picture, body, buttons(link)],
      { variables: { 'button.0': { from: { kind: 'text', text: 'tea' } } } },
      {
        type: 'interactive',
        interactive: {
          type: 'cta_url',
          header: { type: 'image' },
          action: { parameters: { display_text: 'Open', url: 'https://shop.example/tea' } },
        },
      },
    ],
  ]
  it.each(shapes)('says %s', async (_, components, over, expected) => {
    await shop([node(components)])
    kit.add({ wroteAt: NOON - HOUR })
    await kit.launch({ ...content, template: { name: 'shape', language: 'en' }, variables: {}, coupon: null, products: [], ...over })
    await kit.clock.advance(5_000)
    expect(sentNow()[0]).toMatchObject(expected)
  })

  const card = { components: [picture, { type: 'BODY', text: 'One' }] }
  const reply = (text: string) => ({ type: 'QUICK_REPLY', text })
  const unsayable: readonly (readonly [string, object[], Partial<Content>])[] = [
    ['cards', [body, { type: 'CAROUSEL', cards: [card, card] }], {}],
    ['a list of products', [body, buttons({ type: 'MPM', text: 'View' })], { products: ['TEA-001'] }],
    ['the catalog', [body, buttons({ type: 'CATALOG', text: 'View' })], {}],
    ['a telephone button', [body, buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+886912345678' })], {}],
    ['four answers', [body, buttons(reply('A'), reply('B'), reply('C'), reply('D'))], {}],
    ['answers beside a link', [body, buttons(reply('A'), { ...link, url: 'https://shop.example' })], {}],
    ['a label that is too long there', [body, buttons(reply('Show me all of the new tea'))], {}],
  ]
  it.each(unsayable)('stays with the template for %s', async (_, components, over) => {
    await shop([node(components)])
    kit.add({ wroteAt: NOON - HOUR })
    const shape = { template: { name: 'shape', language: 'en' }, variables: {}, coupon: null, products: [], ...over }
    expect((await review(shape)).cheapestWay).toBeNull()
    await kit.launch({ ...content, ...shape })
    await kit.clock.advance(5_000)
    expect(sentNow().map(({ type }) => type)).toEqual(['template'])
  })
})
