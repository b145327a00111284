import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SEND_LIMITS as L } from '#contract/cloud-api/limits.ts'
import { anyInteractive } from '../../test/support/messages/any-interactive.ts'
import { anyMarketingMessage, anyMessage } from '../../test/support/messages/any-message.ts'
import { checkSendRequest } from './check-send.ts'

const head = { messaging_product: 'whatsapp', to: '+886912345678' }
const text = (length: number) => 'x'.repeat(length)
const list = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index))
const asInteractive = (interactive: object) => ({ ...head, type: 'interactive', interactive })
const asTemplate = (...components: readonly object[]) => ({
  ...head,
  type: 'template',
  template: { name: 'tea', language: { code: 'en' }, components },
})
const body = { text: 'Hi' }

describe('any valid message', () => {
  it.each(Object.keys(anyMessage))('of the type %s passes, and as JSON as well', (type) => {
    fc.assert(
      fc.property(anyMessage[type] ?? fc.constant({}), (message) => {
        expect(checkSendRequest(message)).toEqual({ ok: true, value: message })
        expect(checkSendRequest(JSON.parse(JSON.stringify(message)))).toEqual({ ok: true, value: message })
      }),
    )
  })

  it.each(Object.keys(anyInteractive))('of the interactive type %s passes', (type) => {
    fc.assert(
      fc.property(anyInteractive[type] ?? fc.constant({}), (made) => {
        expect(checkSendRequest(asInteractive(made))).toMatchObject({ ok: true })
      }),
    )
  })

  it('for the marketing edge passes', () => {
    fc.assert(
      fc.property(anyMarketingMessage, (message) => {
        expect(checkSendRequest(message)).toEqual({ ok: true, value: message })
      }),
    )
  })
})

type Made = (length: number) => object
const button = (index: number, title = `T${index}`) => ({ type: 'reply', reply: { id: `b${index}`, title } })
const buttons = (made: readonly object[]) => asInteractive({ type: 'button', body, action: { buttons: made } })
const row = (index: number, over: object = {}) => ({ id: `r${index}`, title: `R${index}`, ...over })
const menu = (sections: readonly object[], over: object = {}) =>
  asInteractive({ type: 'list', body, ...over, action: { button: 'Menu', sections } })
const link = (over: object, rest: object = {}) =>
  asInteractive({
    type: 'cta_url',
    body,
    ...rest,
    action: { name: 'cta_url', parameters: { display_text: 'See', url: 'https://a.example/', ...over } },
  })
const card = (index: number, over: object = {}) => ({
  card_index: index,
  type: 'cta_url',
  header: { type: 'image', image: { id: '1' } },
  action: { buttons: [{ type: 'quick_reply', quick_reply: { id: `c${index}`, title: 'T' } }] },
  ...over,
})
const carousel = (cards: readonly object[]) => asInteractive({ type: 'carousel', body, action: { cards } })
const products = (count: number) => [{ title: 'Teas', product_items: list(count, (index) => ({ product_retailer_id: `P${index}` })) }]
const flow = (cta: string) =>
  asInteractive({ type: 'flow', body, action: { name: 'flow', parameters: { flow_message_version: '3', flow_id: '1', flow_cta: cta } } })
const tap = (subType: string, parameter: object) => asTemplate({ type: 'button', sub_type: subType, index: '0', parameters: [parameter] })

const textLimits: readonly (readonly [string, number, Made])[] = [
  ['text.body', L.textCharacters, (length) => ({ ...head, type: 'text', text: { body: text(length) } })],
  ['image.caption', L.captionCharacters, (length) => ({ ...head, type: 'image', image: { id: '1', caption: text(length) } })],
  ['document.caption', L.captionCharacters, (length) => ({ ...head, type: 'document', document: { id: '1', caption: text(length) } })],
  [
    'biz_opaque_callback_data',
    L.opaqueDataCharacters,
    (length) => ({ ...head, biz_opaque_callback_data: text(length), type: 'text', text: { body: 'x' } }),
  ],
  ['interactive.body.text', L.interactiveBodyCharacters, (length) => link({}, { body: { text: text(length) } })],
  ['interactive.body.text', L.listBodyCharacters, (length) => menu([{ rows: [row(0)] }], { body: { text: text(length) } })],
  ['interactive.header.text', L.headerCharacters, (length) => link({}, { header: { type: 'text', text: text(length) } })],
  ['interactive.footer.text', L.footerCharacters, (length) => link({}, { footer: { text: text(length) } })],
  ['interactive.action.parameters.display_text', L.linkLabelCharacters, (length) => link({ display_text: text(length) })],
  ['interactive.action.parameters.url', L.linkCharacters, (length) => link({ url: `https://a.example/${text(length - 18)}` })],
  ['interactive.action.buttons.0.reply.title', L.buttonTitleCharacters, (length) => buttons([button(0, text(length))])],
  [
    'interactive.action.buttons.0.reply.id',
    L.buttonIdCharacters,
    (length) => buttons([{ type: 'reply', reply: { id: text(length), title: 'T' } }]),
  ],
  ['interactive.action.sections.0.rows.0.title', L.rowTitleCharacters, (length) => menu([{ rows: [row(0, { title: text(length) })] }])],
  ['interactive.action.sections.0.rows.0.id', L.rowIdCharacters, (length) => menu([{ rows: [row(0, { id: text(length) })] }])],
  [
    'interactive.action.sections.0.rows.0.description',
    L.rowDescriptionCharacters,
    (length) => menu([{ rows: [row(0, { description: text(length) })] }]),
  ],
  ['interactive.action.sections.0.title', L.sectionTitleCharacters, (length) => menu([{ title: text(length), rows: [row(0)] }])],
  [
    'interactive.action.cards.0.body.text',
    L.cardBodyCharacters,
    (length) => carousel([card(0, { body: { text: text(length) } }), card(1)]),
  ],
  ['interactive.action.parameters.flow_cta', L.flowLabelCharacters, (length) => flow(text(length))],
  [
    'template.components.0.parameters.0.payload',
    L.quickReplyPayloadCharacters,
    (length) => tap('quick_reply', { type: 'payload', payload: text(length) }),
  ],
  [
    'template.components.0.parameters.0.coupon_code',
    L.couponCodeCharacters,
    (length) => tap('copy_code', { type: 'coupon_code', coupon_code: text(length) }),
  ],
]

const partLimits: readonly (readonly [string, number, Made])[] = [
  [
    'contacts',
    L.contacts,
    (length) => ({ ...head, type: 'contacts', contacts: list(length, () => ({ name: { formatted_name: 'A', first_name: 'A' } })) }),
  ],
  ['interactive.action.buttons', L.replyButtons, (length) => buttons(list(length, (index) => button(index)))],
  [
    'interactive.action.sections',
    L.rows,
    (length) =>
      menu([
        { title: 'A', rows: [row(99)] },
        { title: 'B', rows: list(length - 1, (index) => row(index)) },
      ]),
  ],
  ['interactive.action.cards', L.cards, (length) => carousel(list(length, (index) => card(index)))],
  [
    'interactive.action.sections',
    L.products,
    (length) =>
      asInteractive({
        type: 'product_list',
        header: { type: 'text', text: 'A' },
        body,
        action: { catalog_id: '7', sections: products(length) },
      }),
  ],
  [
    'template.components.0.parameters.0.action.sections',
    L.products,
    (length) => tap('mpm', { type: 'action', action: { thumbnail_product_retailer_id: 'P0', sections: products(length) } }),
  ],
]

describe('a limit', () => {
  it.each(textLimits)('of the text %s is %i characters', (field, max, make) => {
    expect(checkSendRequest(make(max))).toMatchObject({ ok: true })
    expect(checkSendRequest(make(max + 1))).toEqual({
      ok: false,
      error: { code: 'limit-text-too-long', params: { field, max, actual: max + 1 }, retry: 'never' },
    })
  })

  it.each(partLimits)('of the parts in %s is %i', (field, max, make) => {
    expect(checkSendRequest(make(max))).toMatchObject({ ok: true })
    expect(checkSendRequest(make(max + 1))).toMatchObject({ error: { code: 'limit-too-many', params: { field, max, actual: max + 1 } } })
  })

  it('counts code points, as screens do', () => {
    const coupon = (code: string) => checkSendRequest(tap('copy_code', { type: 'coupon_code', coupon_code: code }))
    expect(coupon('🍵'.repeat(20))).toMatchObject({ ok: true })
    expect(coupon('🍵'.repeat(21))).toMatchObject({ error: { params: { max: 20, actual: 21 } } })
  })
})

const refused: readonly (readonly [string, object, string, object])[] = [
  ['an empty text', { ...head, type: 'text', text: { body: '' } }, 'limit-text-missing', { field: 'text.body' }],
  ['one card alone', carousel([card(0)]), 'limit-too-few', { field: 'interactive.action.cards', min: 2, actual: 1 }],
  ['nobody to send to', { messaging_product: 'whatsapp', type: 'text', text: { body: 'x' } }, 'limit-value-refused', { field: 'to' }],
  ['a type that nobody knows', { ...head, type: 'fax' }, 'limit-value-refused', { field: 'type' }],
  ['a field that nobody knows', { ...head, type: 'text', text: { body: 'x' }, urgent: true }, 'limit-value-refused', { field: '' }],
  ['two buttons of one name', buttons([button(0, 'A'), button(1, 'A')]), 'limit-value-refused', { field: 'interactive.action.buttons' }],
  ['two rows of one id', menu([{ rows: [row(0), row(0)] }]), 'limit-value-refused', { field: 'interactive.action.sections' }],
  [
    'a section without a title among several',
    menu([{ title: 'A', rows: [row(0)] }, { rows: [row(1)] }]),
    'limit-value-refused',
    { field: 'interactive.action.sections.1.title' },
  ],
  [
    'cards of several layouts',
    carousel([card(0), card(1, { header: { type: 'video', video: { id: '1' } } })]),
    'limit-value-refused',
    { field: 'interactive.action.cards' },
  ],
  ['cards out of order', carousel([card(1), card(0)]), 'limit-value-refused', { field: 'interactive.action.cards' }],
  [
    'a card of four lines',
    carousel([card(0, { body: { text: 'a\nb\nc\nd' } }), card(1)]),
    'limit-value-refused',
    { field: 'interactive.action.cards.0.body.text' },
  ],
  [
    'a file by id and by address',
    { ...head, type: 'image', image: { id: '1', link: 'https://a.example/' } },
    'limit-value-refused',
    { field: 'image.id' },
  ],
  ['no file at all', { ...head, type: 'sticker', sticker: {} }, 'limit-value-refused', { field: 'sticker.id' }],
  [
    'an address that is no web page',
    link({ url: 'javascript:alert(1)' }),
    'limit-value-refused',
    { field: 'interactive.action.parameters.url' },
  ],
  [
    'a reaction of two signs',
    { ...head, type: 'reaction', reaction: { message_id: 'w', emoji: '👍👍' } },
    'limit-value-refused',
    { field: 'reaction.emoji' },
  ],
  [
    'a reaction in letters',
    { ...head, type: 'reaction', reaction: { message_id: 'w', emoji: 'ok' } },
    'limit-value-refused',
    { field: 'reaction.emoji' },
  ],
  ['a quote on a template', { ...asTemplate(), context: { message_id: 'w' } }, 'limit-value-refused', { field: '' }],
  [
    'a place off the map',
    { ...head, type: 'location', location: { latitude: '90.1', longitude: '0' } },
    'limit-value-refused',
    { field: 'location.latitude' },
  ],
  [
    'a marketing message that is no template',
    { ...head, type: 'text', text: { body: 'x' }, product_policy: 'STRICT' },
    'limit-value-refused',
    { field: 'type' },
  ],
  ['no object', null as unknown as object, 'limit-value-refused', { field: '' }],
]

describe('what Meta would refuse', () => {
  it.each(refused)('%s', (_name, request, code, params) => {
    expect(checkSendRequest(request)).toMatchObject({ ok: false, error: { code, params } })
  })

  it('is told without a word of what was written', () => {
    const secret = 'Mei lives at 1 Main Road'
    const result = checkSendRequest({ ...head, type: 'text', text: { body: secret.repeat(400) } })
    expect(JSON.stringify(result)).not.toContain('Mei')
  })
})
