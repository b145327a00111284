import { afterEach, describe, expect, it } from 'vitest'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { sendMarketingSchema, sendMessageSchema } from '#contract/cloud-api/requests.ts'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'

type Content = CallInput<'broadcast.draft'>['content']
let kit: Awaited<ReturnType<typeof broadcastRoom>>
afterEach(() => kit.remove())

const node = (components: object[], over: object = {}): TemplateNode =>
  ({ id: '7', name: 'shape', language: 'en', status: 'APPROVED', category: 'MARKETING', components, ...over }) as TemplateNode
const text = (words: string) => ({ from: { kind: 'text' as const, text: words } })
const body = { type: 'BODY', text: 'Hi {{1}}' }
const buttons = (...list: object[]) => ({ type: 'BUTTONS', buttons: list })
const header = (format: string) => ({ type: 'HEADER', format })
const hi: Content['variables'] = { '1': { from: { kind: 'customer', field: 'name' }, fallback: 'there' } }
const productCard = { components: [header('PRODUCT'), buttons({ type: 'SPM', text: 'View' })] }
const mediaCard = {
  components: [
    { ...header('IMAGE'), example: { header_handle: ['https://pictures.example/a.png'] } },
    { type: 'BODY', text: 'Only {{1}}' },
    buttons({ type: 'URL', text: 'See', url: 'https://shop.example/{{1}}' }, { type: 'QUICK_REPLY', text: 'Stop promotions' }),
  ],
}

/** Sends a broadcast of one template to one person and gives what left. */
async function send(template: TemplateNode, content: Partial<Content>, marketingEndpoint = false) {
  kit = await broadcastRoom({ templates: [template], marketingEndpoint: () => marketingEndpoint })
  kit.add({ name: 'Mei' })
  await kit.launch({
    name: 'Shapes',
    audience: couponContent.audience,
    template: { name: template.name, language: template.language },
    variables: hi,
    pacePerSecond: 100,
    ...content,
  })
  await kit.clock.advance(5_000)
  const request: unknown = JSON.parse(kit.sent[0] ?? 'null')
  const schema = marketingEndpoint && template.category === 'MARKETING' ? sendMarketingSchema : sendMessageSchema
  expect(schema.safeParse(request)).toMatchObject({ success: true })
  return request as { template: { components: Record<string, unknown>[] } }
}

const endsAt = NOON + 5 * 86_400_000
type Part = { readonly type: string; readonly sub_type?: string; readonly [more: string]: unknown }
const shapes: readonly (readonly [string, TemplateNode, Partial<Content>, Part])[] = [
  [
    'a carousel of pictures, whose buttons end offers',
    node([body, { type: 'CAROUSEL', cards: [mediaCard, mediaCard] }]),
    {
      variables: {
        ...hi,
        'card.0.1': text('$5'),
        'card.1.1': text('$6'),
        'card.0.button.0': text('a'),
        'card.1.button.0': text('b'),
        'card.1.header': text('900000000000001'),
      },
    },
    {
      type: 'carousel',
      cards: [
        { card_index: 0 },
        {
          card_index: 1,
          components: [
            { parameters: [{ image: { id: '900000000000001' } }] },
            {},
            {},
            { parameters: [{ payload: expect.stringMatching(/^sb\.stop\.brc_/) }] },
          ],
        },
      ],
    },
  ],
  [
    'a carousel of products',
    node([body, { type: 'CAROUSEL', cards: [productCard, productCard] }]),
    { products: ['TEA-001', 'TEA-002'] },
    {
      type: 'carousel',
      cards: [{ components: [{ parameters: [{ product: { product_retailer_id: 'TEA-001', catalog_id: '77' } }] }] }, {}],
    },
  ],
  [
    'an offer that ends with its coupon',
    node([
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Soon over', has_expiration: true } },
      body,
      buttons({ type: 'COPY_CODE' }),
    ]),
    { coupon: { kind: 'one-for-all', code: 'TEA-2026', endsAt } },
    { type: 'limited_time_offer', parameters: [{ limited_time_offer: { expiration_time_ms: endsAt } }] },
  ],
  [
    'a flow',
    node([body, buttons({ type: 'FLOW', text: 'Book' })]),
    { variables: { ...hi, 'button.0': text('tok') } },
    { type: 'button', sub_type: 'flow', parameters: [{ action: { flow_token: 'tok' } }] },
  ],
  [
    'a place',
    node([header('LOCATION'), body]),
    {
      variables: {
        ...hi,
        'header.latitude': text('25.03'),
        'header.longitude': text('121.56'),
        'header.name': text('Tea house'),
        'header.address': text('1 Main Road'),
      },
    },
    { type: 'header', parameters: [{ type: 'location', location: { latitude: '25.03', name: 'Tea house' } }] },
  ],
  [
    'a file by the id of its upload',
    node([header('DOCUMENT'), body]),
    { variables: { ...hi, header: text('900000000000002') } },
    { type: 'header', parameters: [{ document: { id: '900000000000002' } }] },
  ],
  [
    'a film by its address',
    node([header('VIDEO'), body]),
    { headerUrl: 'https://films.example/a.mp4' },
    { type: 'header', parameters: [{ video: { link: 'https://films.example/a.mp4' } }] },
  ],
  [
    'a single product',
    node([header('PRODUCT'), body, buttons({ type: 'SPM', text: 'View' })]),
    { products: ['TEA-002'] },
    { type: 'header', parameters: [{ product: { product_retailer_id: 'TEA-002' } }] },
  ],
]

describe('a broadcast carries', () => {
  it.each(shapes)('%s', async (_name, template, content, part) => {
    const { template: made } = await send(template, content)
    const meant = made.components.find((component) => component['type'] === part.type && component['sub_type'] === part.sub_type)
    expect(meant).toMatchObject(part)
  })
})

describe('the marketing endpoint', () => {
  it('gets promotions when it is on, with the ordinary way for those it can not serve', async () => {
    expect(await send(node([body]), {}, true)).toMatchObject({ product_policy: 'CLOUD_API_FALLBACK' })
  })

  it('gets nothing while it is off', async () => {
    expect(await send(node([body]), {})).not.toHaveProperty('product_policy')
  })

  it('gets no notices', async () => {
    expect(await send(node([body], { category: 'UTILITY' }), {}, true)).not.toHaveProperty('product_policy')
  })
})
