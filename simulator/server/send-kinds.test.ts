import { describe, expect, it } from 'vitest'
import { errorOf, plainNumber, startForTest, wamidOf } from '../testing/harness.ts'

const CATALOG = '500000000000042'
const FAR_FUTURE_MS = 4_102_444_800_000

function to(type: string, content: object, more: object = {}): object {
  return { messaging_product: 'whatsapp', to: plainNumber(0), type, [type]: content, ...more }
}

const body = { text: 'Look' }
const linkAction = { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://shop.example/' } }
const picture = { type: 'image', image: { link: 'https://shop.example/a.png' } }

const kinds: Readonly<Record<string, object>> = {
  image: to('image', { link: 'https://shop.example/a.png', caption: 'Tea' }),
  video: to('video', { link: 'https://shop.example/a.mp4' }),
  audio: to('audio', { link: 'https://shop.example/a.mp3' }),
  document: to('document', { link: 'https://shop.example/a.pdf', filename: 'a.pdf' }),
  sticker: to('sticker', { link: 'https://shop.example/a.webp' }),
  location: to('location', { latitude: '25.03', longitude: '121.56', name: 'Shop', address: '1 Road' }),
  contacts: to('contacts', [{ name: { formatted_name: 'Mei', first_name: 'Mei' }, phones: [{ phone: '+886912345678' }] }]),
  quote: to('text', { body: 'Yes' }, { context: { message_id: 'wamid.X' } }),
  button: to('interactive', { type: 'button', body, action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'Yes' } }] } }),
  list: to('interactive', { type: 'list', body, action: { button: 'Menu', sections: [{ rows: [{ id: 'a', title: 'Tea' }] }] } }),
  cta_url: to('interactive', { type: 'cta_url', header: picture, body, action: linkAction }),
  product: to('interactive', { type: 'product', action: { catalog_id: CATALOG, product_retailer_id: 'P-1' } }),
  product_list: to('interactive', {
    type: 'product_list',
    header: { type: 'text', text: 'Teas' },
    body,
    action: {
      catalog_id: CATALOG,
      sections: [{ title: 'All', product_items: [{ product_retailer_id: 'P-1' }, { product_retailer_id: 'P-2' }] }],
    },
  }),
  catalog_message: to('interactive', { type: 'catalog_message', body, action: { name: 'catalog_message' } }),
  media_carousel: to('interactive', {
    type: 'carousel',
    body,
    action: { cards: [0, 1].map((card_index) => ({ card_index, type: 'cta_url', header: picture, action: linkAction })) },
  }),
  product_carousel: to('interactive', {
    type: 'carousel',
    body,
    action: {
      cards: ['P-1', 'P-2'].map((product_retailer_id, card_index) => ({
        card_index,
        type: 'product',
        action: { catalog_id: CATALOG, product_retailer_id },
      })),
    },
  }),
  flow: to('interactive', {
    type: 'flow',
    body,
    action: { name: 'flow', parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Open' } },
  }),
  location_request_message: to('interactive', { type: 'location_request_message', body, action: { name: 'send_location' } }),
  request_contact_info: to('interactive', { type: 'request_contact_info', body, action: { name: 'request_contact_info' } }),
}

async function withOpenWindow() {
  const caller = await startForTest()
  const said = (await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })) as { id: string }
  return { caller, inbound: said.id }
}

describe('the messages edge', () => {
  it.each(Object.keys(kinds))('takes %s inside an open window, and not outside', async (kind) => {
    const { caller } = await withOpenWindow()
    const message = kinds[kind] ?? {}
    wamidOf(await caller.send(message))
    expect(errorOf(await caller.send({ ...message, to: plainNumber(1) }))?.code).toBe(131047)
  })

  it('takes a reaction to a message of the last 30 days, and to nothing else', async () => {
    const { caller, inbound } = await withOpenWindow()
    wamidOf(await caller.send(to('reaction', { message_id: inbound, emoji: '👍' })))
    wamidOf(await caller.send(to('reaction', { message_id: inbound, emoji: '' })))
    expect(errorOf(await caller.send(to('reaction', { message_id: 'wamid.NOBODY', emoji: '👍' })))?.code).toBe(131009)
    await caller.control('POST', 'clock', { advanceMs: 31 * 86_400_000 })
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'still here' })
    expect(errorOf(await caller.send(to('reaction', { message_id: inbound, emoji: '👍' })))?.code).toBe(131009)
  })

  it('refuses goods when no catalog is linked', async () => {
    const { caller } = await withOpenWindow()
    await caller.control('POST', 'catalog', { linked: false })
    for (const kind of ['product', 'product_list', 'catalog_message', 'product_carousel']) {
      expect(errorOf(await caller.send(kinds[kind] ?? {}))?.code).toBe(131009)
    }
  })

  it('writes to the number when number and user id are given, and asks for one of them', async () => {
    const caller = await startForTest()
    const people = (await caller.control('GET', 'people?limit=2')) as { data: { userId: string }[] }
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    const both = to('text', { body: 'hi' }, { recipient: people.data[1]?.userId })
    expect(await caller.send(both)).toMatchObject({ body: { contacts: [{ input: plainNumber(0), wa_id: '886900000000' }] } })
    expect(errorOf(await caller.send({ ...both, to: undefined, recipient: undefined }))?.code).toBe(131008)
  })

  it('knows when the identity of a person is not the one that was meant', async () => {
    const { caller } = await withOpenWindow()
    const message = to('text', { body: 'hi' }, { recipient_identity_key_hash: 'old' })
    expect(errorOf(await caller.send(message))?.code).toBe(137000)
  })
})

const header = (format: string) => ({ type: 'HEADER', format })
const cardOf = (format: string) => ({ components: [header(format), { type: 'BODY', text: 'Card {{1}}' }] })
const cardBody = { type: 'body', parameters: [{ type: 'text', text: 'one' }] }

describe('a template', () => {
  const link = { link: 'https://shop.example/a' }
  const place = { latitude: '25.0', longitude: '121.5', name: 'Shop', address: '1 Road' }
  const offer = {
    type: 'limited_time_offer',
    parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: FAR_FUTURE_MS } }],
  }
  const past = { type: 'limited_time_offer', parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1 } }] }
  const headerWith = (type: string, value: object) => ({ type: 'header', parameters: [{ type, [type]: value }] })
  const mediaCards = (count: number) => ({
    type: 'carousel',
    cards: Array.from({ length: count }, (_, card_index) => ({ card_index, components: [headerWith('image', link), cardBody] })),
  })
  const productCards = (count: number, product_retailer_id = 'P-1') => ({
    type: 'carousel',
    cards: Array.from({ length: count }, (_, card_index) => ({
      card_index,
      components: [headerWith('product', { product_retailer_id, catalog_id: CATALOG }), cardBody],
    })),
  })
  const flowButton = { type: 'button', sub_type: 'flow', index: '0', parameters: [{ type: 'action', action: { flow_token: 't' } }] }

  it.each<[string, object[], object[], number | null]>([
    ['a picture in the header', [header('IMAGE')], [headerWith('image', link)], null],
    ['a film in the header', [header('VIDEO')], [headerWith('video', link)], null],
    ['a document in the header', [header('DOCUMENT')], [headerWith('document', link)], null],
    ['a place in the header', [header('LOCATION')], [headerWith('location', place)], null],
    ['a product in the header', [header('PRODUCT')], [headerWith('product', { product_retailer_id: 'P-1', catalog_id: CATALOG })], null],
    ['a film where a picture stands', [header('IMAGE')], [headerWith('video', link)], 132012],
    ['nothing where a picture stands', [header('IMAGE')], [], 132012],
    ['a picture that nobody uploaded', [header('IMAGE')], [headerWith('image', { id: '99' })], 100],
    ['an offer that ends', [{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Now', has_expiration: true } }], [offer], null],
    ['an offer without its end', [{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Now', has_expiration: true } }], [], 131008],
    ['an offer that is over', [{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Now', has_expiration: true } }], [past], 131009],
    ['an offer that the template has not', [], [offer], 132018],
    ['as many picture cards as it has', [{ type: 'CAROUSEL', cards: [cardOf('IMAGE'), cardOf('IMAGE')] }], [mediaCards(2)], null],
    ['more picture cards than it has', [{ type: 'CAROUSEL', cards: [cardOf('IMAGE'), cardOf('IMAGE')] }], [mediaCards(3)], 132000],
    ['no cards', [{ type: 'CAROUSEL', cards: [cardOf('IMAGE'), cardOf('IMAGE')] }], [], 131008],
    ['ten product cards', [{ type: 'CAROUSEL', cards: [cardOf('PRODUCT'), cardOf('PRODUCT')] }], [productCards(10)], null],
    [
      'a card of a product that is not there',
      [{ type: 'CAROUSEL', cards: [cardOf('PRODUCT'), cardOf('PRODUCT')] }],
      [productCards(2, 'X')],
      131009,
    ],
    ['a flow button', [{ type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Open' }] }], [flowButton], null],
  ])('with %s', async (_, parts, components, code) => {
    const caller = await startForTest()
    const made = await caller.control('POST', 'events/template-add', {
      name: 'shape',
      language: 'en',
      parts: [{ type: 'BODY', text: 'Hello' }, ...parts],
    })
    expect(made).toMatchObject({ id: expect.any(String) as string })
    const seen = await caller.send(to('template', { name: 'shape', language: { code: 'en' }, components }))
    expect(errorOf(seen)?.code ?? null).toBe(code)
    expect(seen).toMatchObject({ status: code === null ? 200 : 400 })
  })
})
