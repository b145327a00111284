import { describe, expect, it } from 'vitest'
import { sendTemplateSchema } from '#contract/cloud-api/requests.ts'
import { templateNodeSchema } from '#contract/cloud-api/answer-template.ts'
import { buildTemplateBody } from './build-body.ts'
import type { BodyOptions } from './body-options.ts'
import { renderTemplate, type TemplateValues } from './render.ts'
import { readTemplate } from './read-template.ts'
import { renderSent } from './sent-values.ts'
import { thawTemplate } from './thaw.ts'
import { isOptionalKey, neededKeys } from './values.ts'

const template = (components: readonly object[], over: object = {}) =>
  readTemplate(
    templateNodeSchema.parse({ id: '1', name: 'tea', language: 'en', status: 'APPROVED', category: 'MARKETING', components, ...over }),
    1,
  )
const to = { phone: '+886912345678', userId: null }
const body = (text = 'Autumn teas') => ({ type: 'BODY', text })
const buttons = (...list: readonly object[]) => ({ type: 'BUTTONS', buttons: list })

function build(made: ReturnType<typeof template>, values: TemplateValues = {}, options: Partial<BodyOptions> = {}) {
  const built = buildTemplateBody(made, values, { to, ...options })
  return built.ok ? sendTemplateSchema.parse(built.value).template.components : built.error
}

const mediaCard = (header: object, text: string) => ({
  components: [
    { type: 'HEADER', ...header },
    body(text),
    buttons({ type: 'URL', text: 'See', url: 'https://shop.example/{{1}}' }, { type: 'QUICK_REPLY', text: 'Stop' }),
  ],
})

const mediaCarousel = template([
  body('{{1}}, look'),
  {
    type: 'CAROUSEL',
    cards: [
      mediaCard({ format: 'IMAGE', example: { header_handle: ['https://pictures.example/a.png'] } }, 'Only {{1}}'),
      mediaCard({ format: 'IMAGE', example: { header_handle: ['https://pictures.example/b.png'] } }, 'From {{2}} to {{1}}'),
    ],
  },
])
const cardValues = {
  '1': 'Mei',
  'card.0.1': '$5',
  'card.1.1': '$9',
  'card.1.2': '$7',
  'card.0.button.0': 'p/1',
  'card.1.button.0': 'p/2',
}

describe('a carousel of pictures', () => {
  it('names the values of each card', () => {
    expect(neededKeys(mediaCarousel)).toEqual(['1', 'card.0.1', 'card.1.2', 'card.1.1', 'card.0.button.0', 'card.1.button.0'])
    expect(['card.1.header', 'card.2.header', 'header', 'card.0.button.0'].map((key) => isOptionalKey(mediaCarousel, key))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('fills every card in, with a picture of its own where one is given', () => {
    const values = { ...cardValues, 'card.1.header': '900000000000001' }
    expect(build(mediaCarousel, values, { cardPayloads: { 'card.1.button.1': 'sb.stop.brc_1' } })).toEqual([
      { type: 'body', parameters: [{ type: 'text', text: 'Mei' }] },
      {
        type: 'carousel',
        cards: [
          {
            card_index: 0,
            components: [
              { type: 'header', parameters: [{ type: 'image', image: { link: 'https://pictures.example/a.png' } }] },
              { type: 'body', parameters: [{ type: 'text', text: '$5' }] },
              { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'p/1' }] },
              { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'Stop' }] },
            ],
          },
          {
            card_index: 1,
            components: [
              { type: 'header', parameters: [{ type: 'image', image: { id: '900000000000001' } }] },
              {
                type: 'body',
                parameters: [
                  { type: 'text', text: '$9' },
                  { type: 'text', text: '$7' },
                ],
              },
              { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'p/2' }] },
              { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'sb.stop.brc_1' }] },
            ],
          },
        ],
      },
    ])
  })

  it('is drawn card by card, and from a frozen body as it was sent', () => {
    const rendered = renderTemplate(mediaCarousel, cardValues)
    expect(rendered.cards.map((card) => card.body)).toEqual(['Only $5', 'From $7 to $9'])
    expect(rendered.missing).toEqual([])
    const built = buildTemplateBody(mediaCarousel, cardValues, { to })
    expect(built.ok && renderSent(mediaCarousel, built.value)).toEqual(rendered)
  })

  it('refuses a card whose text grows beyond its limit', () => {
    expect(build(mediaCarousel, { ...cardValues, 'card.0.1': 'x'.repeat(155) })).toBeInstanceOf(Array)
    expect(build(mediaCarousel, { ...cardValues, 'card.0.1': 'x'.repeat(156) })).toMatchObject({
      code: 'limit-text-too-long',
      params: { field: 'card.0.body', max: 160, actual: 161 },
    })
  })
})

const productCard = {
  components: [{ type: 'HEADER', format: 'PRODUCT' }, buttons({ type: 'URL', text: 'Buy', url: 'https://s.example/{{1}}' })],
}
const productCarousel = template([body(), { type: 'CAROUSEL', cards: [productCard, productCard] }])

describe('a carousel of products', () => {
  it('has a card for each product, two to ten, and one link for all unless a card has its own', () => {
    const values = { 'card.0.button.0': 'all', 'card.2.button.0': 'third' }
    const options = { products: ['A', 'B', 'C'], catalogId: '77' }
    const made = build(productCarousel, values, options)
    const cards = (made as { cards: { components: { parameters: object[] }[] }[] }[])[0]?.cards ?? []
    expect(cards.map((card) => card.components.map((component) => component.parameters[0]))).toEqual(
      ['A', 'B', 'C'].map((code, index) => [
        { type: 'product', product: { product_retailer_id: code, catalog_id: '77' } },
        { type: 'text', text: index === 2 ? 'third' : 'all' },
      ]),
    )
    const many = build(productCarousel, values, { ...options, products: Array.from({ length: 12 }, (_, index) => `P${index}`) })
    expect((many as { cards: object[] }[])[0]?.cards).toHaveLength(10)
    const sent = buildTemplateBody(productCarousel, values, { to, ...options })
    expect(sent.ok && renderSent(productCarousel, sent.value).cards.map((card) => card.product)).toEqual(['A', 'B', 'C'])
  })

  it.each([
    ['one product', { products: ['A'], catalogId: '77' }],
    ['no catalog', { products: ['A', 'B'], catalogId: null }],
  ])('refuses %s', (_name, options) => {
    expect(build(productCarousel, { 'card.0.button.0': 'x' }, options)).toMatchObject({ code: 'product-missing' })
  })
})

describe('other shapes', () => {
  const offer = template([
    { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon', has_expiration: true } },
    body(),
    buttons({ type: 'COPY_CODE' }, { type: 'URL', text: 'Shop', url: 'https://shop.example/' }),
  ])

  it('counts an offer down to the end of the coupon, or to a time of its own', () => {
    const component = (endsAt: number) => ({
      type: 'limited_time_offer',
      parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: endsAt } }],
    })
    const code = { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'X' }] }
    expect(build(offer, {}, { couponCode: 'X', offerEndsAt: 1_800_000_000_000 })).toEqual([component(1_800_000_000_000), code])
    expect(build(offer, { 'offer.ends': '2027-01-01T00:00:00Z' }, { couponCode: 'X', offerEndsAt: 5 })).toEqual([
      component(Date.UTC(2027, 0, 1)),
      code,
    ])
    expect(build(offer, {}, { couponCode: 'X' })).toMatchObject({ code: 'variable-missing', params: { variable: 'offer.ends' } })
    const sent = buildTemplateBody(offer, {}, { to, couponCode: 'X', offerEndsAt: 1_800_000_000_000 })
    expect(sent.ok && renderSent(offer, sent.value).offer).toEqual({ text: 'Ends soon', endsAt: 1_800_000_000_000 })
  })

  it('opens a flow, with a token when one is given', () => {
    const flow = template([body(), buttons({ type: 'FLOW', text: 'Book' })])
    const button = (action: object) => [{ type: 'button', sub_type: 'flow', index: '0', parameters: [{ type: 'action', action }] }]
    expect(build(flow)).toEqual(button({}))
    expect(build(flow, { 'button.0': 'tok-1' })).toEqual(button({ flow_token: 'tok-1' }))
    expect(neededKeys(flow)).toEqual([])
    expect(isOptionalKey(flow, 'button.0')).toBe(true)
  })

  it('shows a place', () => {
    const map = template([{ type: 'HEADER', format: 'LOCATION' }, body()])
    const place = { latitude: '25.0330', longitude: '121.5654', name: 'Tea house', address: '1 Main Road' }
    const values = Object.fromEntries(Object.entries(place).map(([key, text]) => [`header.${key}`, text]))
    expect(build(map, values)).toEqual([{ type: 'header', parameters: [{ type: 'location', location: place }] }])
    expect(build(map, { ...values, 'header.name': '' })).toMatchObject({ code: 'variable-missing', params: { variable: 'header.name' } })
    expect(renderTemplate(map, values).place).toEqual({ name: 'Tea house', address: '1 Main Road' })
  })

  it.each([
    ['VIDEO', 'video'],
    ['DOCUMENT', 'document'],
    ['IMAGE', 'image'],
  ])('carries a %s by address or by the id of an upload', (format, type) => {
    const made = template([{ type: 'HEADER', format }, body()])
    const header = (source: object) => [{ type: 'header', parameters: [{ type, [type]: source }] }]
    const named = type === 'document' ? { filename: 'menu.pdf' } : {}
    expect(build(made, {}, { headerUrl: 'https://files.example/menu.pdf' })).toEqual(
      header({ link: 'https://files.example/menu.pdf', ...named }),
    )
    expect(build(made, { header: '900000000000001' }, { headerUrl: 'https://files.example/menu.pdf' })).toEqual(
      header({ id: '900000000000001' }),
    )
    expect(build(made)).toMatchObject({ code: 'variable-missing', params: { variable: 'header' } })
  })

  it('refuses text that is too long once its values are in', () => {
    const long = template([{ type: 'HEADER', format: 'TEXT', text: 'Hi {{1}}' }, body('Dear {{1}}')])
    expect(build(long, { 'header.1': 'x'.repeat(57), '1': 'y'.repeat(1019) })).toBeInstanceOf(Array)
    expect(build(long, { 'header.1': 'x'.repeat(58), '1': 'y' })).toMatchObject({ params: { field: 'header', max: 60, actual: 61 } })
    expect(build(long, { 'header.1': 'x', '1': 'y'.repeat(1020) })).toMatchObject({ params: { field: 'body', max: 1024, actual: 1025 } })
  })

  it('reads templates that were frozen before there were cards', () => {
    const { cards: _cards, limitedTimeOffer: _offer, ...old } = template([body('Hi {{1}}')])
    const json = JSON.stringify({ ...old, variables: [{ name: '1', where: 'body', sample: '' }] })
    expect(thawTemplate(json)).toMatchObject({ cards: [], limitedTimeOffer: null, variables: [{ name: '1', card: null }] })
    expect(renderTemplate(thawTemplate(json), { '1': 'Mei' }).body).toBe('Hi Mei')
  })

  it('refuses carousels whose cards are not of one kind', () => {
    const mixed = template([body(), { type: 'CAROUSEL', cards: [productCard, mediaCard({ format: 'IMAGE' }, 'x')] }])
    expect(mixed).toMatchObject({ sendable: false, unsendableReason: 'shape' })
  })
})
