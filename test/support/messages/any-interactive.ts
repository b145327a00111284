import fc from 'fast-check'
import { SEND_LIMITS as L } from '#contract/cloud-api/limits.ts'
import { anyBody, anyFooter, anyHeader, anyId, anyLink, anySections, anySource, maybe, merged, textHeader, textUpTo } from './any-parts.ts'

const framed = (type: string, header: fc.Arbitrary<object> | null, action: fc.Arbitrary<object>) =>
  merged(
    fc.constant({ type }),
    header === null ? fc.constant({}) : maybe('header', header),
    anyBody.map((body) => ({ body })),
    maybe('footer', anyFooter),
    action.map((made) => ({ action: made })),
  )

const buttons = fc.integer({ min: 1, max: L.replyButtons }).map((count) => ({
  buttons: Array.from({ length: count }, (_, index) => ({ type: 'reply', reply: { id: `b${index}`, title: `Tea ${index}` } })),
}))

const list = fc.record({
  button: textUpTo(L.listButtonCharacters),
  sections: fc
    .array(fc.record({ title: textUpTo(L.sectionTitleCharacters), description: textUpTo(L.rowDescriptionCharacters) }), {
      minLength: 1,
      maxLength: L.rows,
    })
    .map((rows) => rows.map(({ title, description }, index) => ({ title, rows: [{ id: `r${index}`, title, description }] }))),
})

const link = fc.record({
  name: fc.constant('cta_url'),
  parameters: fc.record({ display_text: textUpTo(L.linkLabelCharacters), url: anyLink }),
})

const product = fc.record({ catalog_id: anyId, product_retailer_id: anyId })

const flow = fc.record({
  name: fc.constant('flow'),
  parameters: merged(
    fc.record({ flow_message_version: fc.constant('3'), flow_cta: textUpTo(L.flowLabelCharacters) }),
    fc.oneof(
      anyId.map((id) => ({ flow_id: id })),
      anyId.map((name) => ({ flow_name: name })),
    ),
    maybe('flow_token', anyId),
    fc.constantFrom(
      {},
      { flow_action: 'data_exchange' },
      { flow_action: 'navigate', flow_action_payload: { screen: 'FIRST', data: { a: 1 } } },
    ),
    fc.constantFrom({}, { mode: 'draft' }),
  ),
})

const cardCount = fc.integer({ min: L.minCards, max: L.cards })

const mediaCards = fc
  .record({
    count: cardCount,
    source: anySource,
    kind: fc.constantFrom('image', 'video'),
    text: textUpTo(L.cardBodyCharacters),
    link: fc.boolean(),
  })
  .map(({ count, source, kind, text, link: hasLink }) =>
    Array.from({ length: count }, (_, index) => ({
      card_index: index,
      type: 'cta_url',
      header: { type: kind, [kind]: source },
      body: { text: text.replaceAll('\n', ' ') },
      action: hasLink
        ? { name: 'cta_url', parameters: { display_text: 'See', url: 'https://shop.example/' } }
        : { buttons: [{ type: 'quick_reply', quick_reply: { id: `c${index}`, title: 'This one' } }] },
    })),
  )

const productCards = cardCount.map((count) =>
  Array.from({ length: count }, (_, index) => ({
    card_index: index,
    type: 'product',
    action: { catalog_id: '77', product_retailer_id: `SKU-${index}` },
  })),
)

const address = fc.record({
  name: fc.constant('address_message'),
  parameters: merged(
    fc.record({ country: fc.constantFrom('IN', 'SG') }),
    maybe('values', fc.record({ name: textUpTo(30), city: textUpTo(30) })),
    maybe('saved_addresses', fc.array(fc.record({ id: anyId, value: fc.record({ city: textUpTo(20) }) }), { minLength: 1, maxLength: 3 })),
  ),
})

const plain = (type: string, name: string) =>
  merged(
    fc.constant({ type, action: { name } }),
    anyBody.map((body) => ({ body })),
  )

/** Valid bodies of every interactive kind. @source reference part 2.2 */
export const anyInteractive: Readonly<Record<string, fc.Arbitrary<object>>> = {
  button: framed('button', anyHeader, buttons),
  list: framed('list', textHeader, list),
  cta_url: framed('cta_url', anyHeader, link),
  product: framed('product', null, product),
  product_list: merged(
    framed('product_list', null, fc.record({ catalog_id: anyId, sections: anySections })),
    textHeader.map((header) => ({ header })),
  ),
  catalog_message: framed(
    'catalog_message',
    null,
    merged(fc.constant({ name: 'catalog_message' }), maybe('parameters', fc.record({ thumbnail_product_retailer_id: anyId }))),
  ),
  carousel_media: merged(
    fc.constant({ type: 'carousel' }),
    anyBody.map((body) => ({ body })),
    mediaCards.map((cards) => ({ action: { cards } })),
  ),
  carousel_product: merged(
    fc.constant({ type: 'carousel' }),
    anyBody.map((body) => ({ body })),
    productCards.map((cards) => ({ action: { cards } })),
  ),
  flow: framed('flow', anyHeader, flow),
  location_request_message: plain('location_request_message', 'send_location'),
  request_contact_info: plain('request_contact_info', 'request_contact_info'),
  address_message: framed('address_message', anyHeader, address),
}
