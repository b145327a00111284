import fc from 'fast-check'
import { SEND_LIMITS as L } from '#contract/cloud-api/limits.ts'
import { anyId, anyPlace, anySections, anySource, maybe, merged, textUpTo } from './any-parts.ts'

const textParameter = (isNamed: boolean) =>
  merged(
    textUpTo(40).map((text) => ({ type: 'text', text })),
    isNamed ? fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/).map((name) => ({ parameter_name: name })) : fc.constant({}),
  )

const mediaParameter = fc.constantFrom('image', 'video', 'document').chain((type) => anySource.map((source) => ({ type, [type]: source })))
const productParameter = fc.record({ type: fc.constant('product'), product: fc.record({ product_retailer_id: anyId, catalog_id: anyId }) })
const placeParameter = merged(anyPlace, fc.record({ name: textUpTo(20), address: textUpTo(20) })).map((location) => ({
  type: 'location',
  location,
}))

const header = (isNamed: boolean) =>
  fc
    .oneof(textParameter(isNamed), mediaParameter, productParameter, placeParameter)
    .map((parameter) => ({ type: 'header', parameters: [parameter] }))

const bodyParameter = (isNamed: boolean) =>
  fc.oneof(
    textParameter(isNamed),
    fc.constant({ type: 'currency', currency: { fallback_value: 'NT$480', code: 'TWD', amount_1000: 480_000 } }),
    fc.constant({ type: 'date_time', date_time: { fallback_value: '30 Nov' } }),
  )

const action = (made: fc.Arbitrary<object>) => made.map((value) => [{ type: 'action', action: value }])

const buttonParameters: Readonly<Record<string, fc.Arbitrary<object[]>>> = {
  quick_reply: textUpTo(L.quickReplyPayloadCharacters).map((payload) => [{ type: 'payload', payload }]),
  url: textUpTo(40).map((text) => [{ type: 'text', text }]),
  copy_code: textUpTo(L.couponCodeCharacters).map((code) => [{ type: 'coupon_code', coupon_code: code }]),
  catalog: action(maybe('thumbnail_product_retailer_id', anyId)),
  mpm: action(fc.record({ thumbnail_product_retailer_id: anyId, sections: anySections })),
  flow: action(merged(maybe('flow_token', anyId), maybe('flow_action_data', fc.record({ a: fc.integer() })))),
}

const button = (kinds: readonly string[]) =>
  fc.constantFrom(...kinds).chain((kind) =>
    fc.record({
      type: fc.constant('button'),
      sub_type: fc.constant(kind),
      index: fc.integer({ min: 0, max: 9 }).map(String),
      parameters: buttonParameters[kind] ?? fc.constant([]),
    }),
  )

const cardComponents = fc.tuple(
  fc
    .oneof(
      productParameter,
      anySource.map((image) => ({ type: 'image', image })),
    )
    .map((parameter) => ({ type: 'header', parameters: [parameter] })),
  textParameter(false).map((parameter) => ({ type: 'body', parameters: [parameter] })),
  button(['quick_reply', 'url']),
)

const carousel = fc
  .array(cardComponents, { minLength: L.minCards, maxLength: L.cards })
  .map((cards) => ({ type: 'carousel', cards: cards.map((components, index) => ({ card_index: index, components })) }))

const offer = fc.integer({ min: 1, max: 4_000_000_000_000 }).map((expiration_time_ms) => ({
  type: 'limited_time_offer',
  parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms } }],
}))

const components = fc
  .boolean()
  .chain((isNamed) =>
    fc
      .tuple(
        fc.option(header(isNamed)),
        fc.option(fc.array(bodyParameter(isNamed), { minLength: 1, maxLength: 5 }).map((parameters) => ({ type: 'body', parameters }))),
        fc.option(offer),
        fc.option(carousel),
        fc.array(button(Object.keys(buttonParameters)), { maxLength: 3 }),
      )
      .map(([head, body, ends, cards, list]) => [head, body, ends, cards, ...list].filter((part) => part !== null)),
  )

/** Valid `template` objects of every shape. @source reference part 2.3 */
export const anyTemplate = merged(
  fc.record({
    name: fc.stringMatching(/^[a-z0-9_]{1,40}$/),
    language: fc.constantFrom('en', 'zh_TW', 'pt_BR').map((code) => ({ code })),
  }),
  maybe('components', components),
)
