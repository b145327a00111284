import { describe, expect, it } from 'vitest'
import { webhookEnvelopeSchema } from './webhooks.ts'

function envelope(field: string, value: unknown): unknown {
  return { object: 'whatsapp_business_account', entry: [{ id: '10', changes: [{ field, value }] }] }
}

function changeOf(field: string, value: unknown) {
  const change = webhookEnvelopeSchema.parse(envelope(field, value)).entry[0]?.changes[0]
  if (change === undefined) throw new Error('the envelope lost its change')
  return change
}

const metadata = { display_phone_number: '886255501234', phone_number_id: '70' }

function messageOf(message: unknown) {
  const change = changeOf('messages', { messaging_product: 'whatsapp', metadata, messages: [message] })
  return change.field === 'messages' ? change.value.messages?.[0] : undefined
}

describe('the webhook schemas', () => {
  it.each([
    ['text', { text: { body: '您好' } }],
    ['button', { button: { payload: 'stop:17', text: '停止' } }],
    ['interactive', { interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Yes' } } }],
    ['interactive', { interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Small' } } }],
    ['order', { order: { product_items: [{ product_retailer_id: 'S', quantity: 2, item_price: 1.5, currency: 'TWD' }] } }],
    ['image', { image: { id: '910', mime_type: 'image/jpeg', sha256: 'b64=' } }],
    ['location', { location: { latitude: 25.03, longitude: 121.56, name: 'Shop' } }],
    ['reaction', { reaction: { message_id: 'wamid.1' } }],
    ['system', { system: { type: 'user_changed_number', wa_id: '1', user_id: 'TW.a' } }],
    ['unsupported', { unsupported: { type: 'poll' }, errors: [{ code: 131051 }] }],
  ])('read an inbound %s and keep fields that came later', (type, part) => {
    const message = { id: 'wamid.A', timestamp: '1763800000', type, from_user_id: 'TW.abc', brand_new: 1, ...part }
    expect(messageOf(message)).toEqual(message)
  })

  it('keep a message of an unknown kind raw', () => {
    const message = { id: 'wamid.A', timestamp: '1', type: 'hologram', hologram: {} }
    expect(messageOf(message)).toEqual({ type: 'other', raw: message })
  })

  it('keep a message raw whose known kind lacks its part', () => {
    const message = { id: 'wamid.A', timestamp: '1', type: 'interactive' }
    expect(messageOf(message)).toEqual({ type: 'other', raw: message })
  })

  it('keep a field that nobody knows', () => {
    expect(changeOf('brand_new_field', { a: 1 })).toEqual({
      field: 'other',
      raw: { field: 'brand_new_field', value: { a: 1 } },
    })
  })

  it('read a status with price and echoed data, and keep an unknown one raw beside it', () => {
    const known = {
      id: 'wamid.O',
      status: 'delivered',
      timestamp: '1763800010',
      recipient_id: '886912345678',
      biz_opaque_callback_data: 'v1.x',
      pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
    }
    const change = changeOf('messages', { metadata, statuses: [known, { id: 'wamid.P', status: 'teleported' }] })
    expect(change).toMatchObject({
      value: { statuses: [known, { status: 'other', raw: { id: 'wamid.P', status: 'teleported' } }] },
    })
  })

  it('read a stop of promotions', () => {
    const preference = { wa_id: '1', category: 'marketing_messages', value: 'stop', timestamp: 1763800000 }
    expect(changeOf('user_preferences', { metadata, user_preferences: [preference] })).toMatchObject({
      field: 'user_preferences',
      value: { user_preferences: [preference] },
    })
  })

  it('give a template id as text, with all digits that the reader kept', () => {
    const value = {
      event: 'PAUSED',
      message_template_id: 12345678901234567n,
      message_template_name: 'spring',
      message_template_language: 'zh_TW',
    }
    expect(changeOf('message_template_status_update', value)).toMatchObject({
      value: { message_template_id: '12345678901234567' },
    })
  })
})
