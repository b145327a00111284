import { describe, expect, it } from 'vitest'
import { graphErrorBodySchema, sendAnswerSchema } from './answers.ts'
import { markReadSchema, sendMessageSchema, subscribeAppSchema } from './requests.ts'

const head = { messaging_product: 'whatsapp', to: '+886912345678' }

function rows(count: number, prefix: string) {
  return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, title: `Row ${index}` }))
}

describe('the request schemas', () => {
  it('take a template with header, body, coupon and quick reply', () => {
    const request = {
      ...head,
      type: 'template',
      biz_opaque_callback_data: 'v1.a.b.c',
      template: {
        name: 'tea_coupon_2026',
        language: { code: 'zh_TW' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { id: '900' } }] },
          { type: 'body', parameters: [{ type: 'text', parameter_name: 'discount', text: '85 折' }] },
          { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'TEA-7KQ4' }] },
          { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'products:1' }] },
        ],
      },
    }
    expect(sendMessageSchema.parse(request)).toEqual(request)
  })

  it('refuse a field that Meta does not know', () => {
    expect(sendMessageSchema.safeParse({ ...head, type: 'text', text: { body: 'hi' }, urgent: true }).success).toBe(false)
  })

  it('refuse a coupon of more than 20 characters and a text of more than 4,096', () => {
    const coupon = { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'x'.repeat(21) }] }
    const template = { name: 'a', language: { code: 'en' }, components: [coupon] }
    expect(sendMessageSchema.safeParse({ ...head, type: 'template', template }).success).toBe(false)
    expect(sendMessageSchema.safeParse({ ...head, type: 'text', text: { body: 'x'.repeat(4097) } }).success).toBe(false)
  })

  it('count the rows of a list over all its sections', () => {
    const list = (first: number, second: number) => ({
      ...head,
      type: 'interactive',
      interactive: {
        type: 'list',
        body: { text: 'Pick' },
        action: {
          button: 'Menu',
          sections: [
            { title: 'A', rows: rows(first, 'a') },
            { title: 'B', rows: rows(second, 'b') },
          ],
        },
      },
    })
    expect(sendMessageSchema.safeParse(list(5, 5)).success).toBe(true)
    expect(sendMessageSchema.safeParse(list(6, 5)).success).toBe(false)
  })

  it('take a read mark with a typing sign, and an override callback or an empty body', () => {
    expect(
      markReadSchema.safeParse({ messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1', typing_indicator: { type: 'text' } })
        .success,
    ).toBe(true)
    expect(subscribeAppSchema.safeParse({}).success).toBe(true)
    expect(subscribeAppSchema.safeParse({ override_callback_uri: 'https://shop.example/in' }).success).toBe(false)
  })
})

describe('the answer schemas', () => {
  it('refuse a 200 without a message id', () => {
    expect(sendAnswerSchema.safeParse({ messaging_product: 'whatsapp', messages: [] }).success).toBe(false)
  })

  it('take error_data as an object and as plain text', () => {
    expect(graphErrorBodySchema.safeParse({ error: { code: 1, error_data: 'odd' } }).success).toBe(true)
    expect(graphErrorBodySchema.safeParse({ error: { code: 1, error_data: { details: 'which' } } }).success).toBe(true)
  })
})
