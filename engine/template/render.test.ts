import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendTemplateSchema } from '#contract/cloud-api/requests.ts'
import { buildTemplateBody } from './build-body.ts'
import { renderTemplate } from './render.ts'
import { readTemplate } from './read-template.ts'
import { renderSent } from './sent-values.ts'
import { neededKeys } from './values.ts'

const template = (components: readonly object[], over: object = {}) =>
  readTemplate(
    { id: '1', name: 'tea', language: 'zh_TW', status: 'APPROVED', category: 'MARKETING', components: components as [], ...over },
    1,
  )
const to = { phone: '+886912345678', userId: null }

const everything = template([
  { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://pictures.example/sample.png'] } },
  { type: 'BODY', text: '{{2}}, {{1}} is yours' },
  {
    type: 'BUTTONS',
    buttons: [
      { type: 'COPY_CODE' },
      { type: 'URL', text: 'Shop', url: 'https://shop.example/{{1}}' },
      { type: 'QUICK_REPLY', text: 'Show' },
      { type: 'QUICK_REPLY', text: 'Stop' },
      { type: 'PHONE_NUMBER', text: 'Call' },
    ],
  },
])
const values = { '1': 'TEA-1', '2': 'Mei', 'button.1': 'p/1' }

describe('rendering a template', () => {
  it('fills texts and tells which values are missing', () => {
    expect(renderTemplate(everything, { '2': ' Mei\n', '1': ' \u200b' }, { couponCode: 'TEA-1' })).toEqual({
      headerText: null,
      headerUrl: 'https://pictures.example/sample.png',
      place: null,
      body: 'Mei,  is yours',
      footer: null,
      buttons: [
        { type: 'COPY_CODE', text: '' },
        { type: 'URL', text: 'Shop' },
        { type: 'QUICK_REPLY', text: 'Show' },
        { type: 'QUICK_REPLY', text: 'Stop' },
        { type: 'PHONE_NUMBER', text: 'Call' },
      ],
      cards: [],
      offer: null,
      couponCode: 'TEA-1',
      missing: ['1', 'button.1'],
    })
  })

  it('never leaves a placeholder, whatever the values hold', () => {
    const letters = fc.stringMatching(/^[a-z 您好，。]{1,12}$/)
    const parts = fc.array(fc.oneof(letters, fc.constantFrom('{{1}}', '{{2}}', '{{ 3 }}')), { minLength: 1, maxLength: 8 })
    const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('{{1}}', '{{name}}', '{', '}}', '$1', '$&'))
    fc.assert(
      fc.property(parts, fc.dictionary(fc.constantFrom('1', '2', '3'), anyText), (texts, given) => {
        const made = template([{ type: 'BODY', text: texts.join(' ') }])
        const rendered = renderTemplate(made, given)
        expect(rendered.body).not.toContain('{{')
        const needed = neededKeys(made).filter((key) => !(key in given))
        expect(needed.filter((key) => !rendered.missing.includes(key))).toEqual([])
      }),
    )
  })
})

describe('building the body for Meta', () => {
  it('fills every kind of part and fits the wire contract', () => {
    const built = buildTemplateBody(everything, values, {
      to,
      couponCode: 'TEA-1',
      quickReplyPayloads: { 2: 'sb.products.brc_1', 3: 'sb.stop.brc_1' },
    })
    expect(built).toEqual({
      ok: true,
      value: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '+886912345678',
        type: 'template',
        template: {
          name: 'tea',
          language: { code: 'zh_TW' },
          components: [
            { type: 'header', parameters: [{ type: 'image', image: { link: 'https://pictures.example/sample.png' } }] },
            {
              type: 'body',
              parameters: [
                { type: 'text', text: 'TEA-1' },
                { type: 'text', text: 'Mei' },
              ],
            },
            { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'TEA-1' }] },
            { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'p/1' }] },
            { type: 'button', sub_type: 'quick_reply', index: '2', parameters: [{ type: 'payload', payload: 'sb.products.brc_1' }] },
            { type: 'button', sub_type: 'quick_reply', index: '3', parameters: [{ type: 'payload', payload: 'sb.stop.brc_1' }] },
          ],
        },
      },
    })
    expect(sendTemplateSchema.safeParse(built.ok && built.value)).toMatchObject({ success: true })
  })

  it('names named parameters and addresses people without a number by their user id', () => {
    const named = template(
      [
        { type: 'HEADER', format: 'TEXT', text: 'For {{who}}' },
        { type: 'BODY', text: 'Hi {{who}}, {{code}}' },
      ],
      { parameter_format: 'NAMED' },
    )
    const built = buildTemplateBody(
      named,
      { 'header.who': 'tea friends', who: 'Mei', code: 'X' },
      { to: { phone: null, userId: 'TW.4x9A' } },
    )
    expect(built.ok && sendTemplateSchema.parse(built.value)).toMatchObject({
      recipient: 'TW.4x9A',
      template: {
        components: [
          { type: 'header', parameters: [{ type: 'text', parameter_name: 'who', text: 'tea friends' }] },
          {
            type: 'body',
            parameters: [
              { parameter_name: 'who', text: 'Mei' },
              { parameter_name: 'code', text: 'X' },
            ],
          },
        ],
      },
    })
  })

  it('puts products into product lists, single products and catalogs', () => {
    const button = (type: string) => ({ type: 'BUTTONS', buttons: [{ type, text: 'View items' }] })
    const body = { type: 'BODY', text: 'Our teas' }
    const options = { to, products: ['OOL-150', 'GIFT-01'], catalogId: '77' }
    const made = [
      template([{ type: 'HEADER', format: 'TEXT', text: 'Autumn teas' }, body, button('MPM')]),
      template([{ type: 'HEADER', format: 'PRODUCT' }, body, button('SPM')]),
      template([body, button('CATALOG')]),
    ].map((one) => {
      const built = buildTemplateBody(one, {}, options)
      return built.ok ? sendTemplateSchema.parse(built.value).template.components : built.error
    })
    expect(made).toEqual([
      [
        {
          type: 'button',
          sub_type: 'mpm',
          index: '0',
          parameters: [
            {
              type: 'action',
              action: {
                thumbnail_product_retailer_id: 'OOL-150',
                sections: [
                  { title: 'Autumn teas', product_items: [{ product_retailer_id: 'OOL-150' }, { product_retailer_id: 'GIFT-01' }] },
                ],
              },
            },
          ],
        },
      ],
      [{ type: 'header', parameters: [{ type: 'product', product: { product_retailer_id: 'OOL-150', catalog_id: '77' } }] }],
      [
        {
          type: 'button',
          sub_type: 'catalog',
          index: '0',
          parameters: [{ type: 'action', action: { thumbnail_product_retailer_id: 'OOL-150' } }],
        },
      ],
    ])
  })

  it('refuses what Meta would refuse: no value, no code, no picture, no product, no address, not sendable', () => {
    const code = (result: ReturnType<typeof buildTemplateBody>) => (result.ok ? 'built' : result.error.code)
    const film = template([
      { type: 'HEADER', format: 'VIDEO' },
      { type: 'BODY', text: 'See' },
    ])
    const list = template([
      { type: 'BODY', text: 'See' },
      { type: 'BUTTONS', buttons: [{ type: 'MPM', text: 'View items' }] },
    ])
    expect([
      code(buildTemplateBody(everything, { ...values, '1': '\n' }, { to, couponCode: 'X' })),
      code(buildTemplateBody(everything, values, { to })),
      code(buildTemplateBody(everything, values, { to, couponCode: 'A'.repeat(21) })),
      code(buildTemplateBody(film, {}, { to })),
      code(buildTemplateBody(list, {}, { to })),
      code(buildTemplateBody(list, {}, { to: { phone: null, userId: null }, products: ['A'] })),
      code(buildTemplateBody(template([{ type: 'BODY', text: 'x' }], { status: 'PAUSED' }), {}, { to })),
    ]).toEqual([
      'variable-missing',
      'coupon-code-refused',
      'coupon-code-refused',
      'variable-missing',
      'product-missing',
      'customer-unreachable',
      'template-missing',
    ])
  })

  it('gives back from a frozen body exactly what was rendered', () => {
    const built = buildTemplateBody(everything, values, { to, couponCode: 'TEA-1', headerUrl: 'https://pictures.example/own.png' })
    expect(built.ok && renderSent(everything, built.value)).toEqual(
      renderTemplate(everything, values, { couponCode: 'TEA-1', headerUrl: 'https://pictures.example/own.png' }),
    )
  })
})
