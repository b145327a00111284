import { describe, expect, it } from 'vitest'
import { bubbles, quietShop } from '../../test/support/chat-shop.ts'
import { sampleFacts } from '../../test/support/webhooks/envelope.ts'
import { inboundSamples } from '../../test/support/webhooks/inbound.ts'
import { readEvent } from '../intake/index.ts'

/** What the chat makes of each inbound kind of the reference; `null` where the message is about another one. */
const shown: Readonly<Record<string, unknown>> = {
  text: { content: { kind: 'text', text: 'Still available?' } },
  'reply to us': { content: { kind: 'text', text: 'Yes please' }, quotes: { messageId: null, text: '' } },
  forwarded: { content: { kind: 'text', text: 'Look' }, forwarded: 'once' },
  'frequently forwarded': { content: { kind: 'text', text: 'Look!' }, forwarded: 'often' },
  'product enquiry': { content: { kind: 'text', text: 'Is this in stock?' }, aboutProduct: 'SKU-17' },
  'from an ad': {
    content: { kind: 'text', text: 'I saw your ad' },
    referral: { headline: 'Box', text: 'Tea in a box', url: 'https://fb.me/x' },
  },
  image: { content: { kind: 'media', media: 'image', caption: 'this one', fileName: null, mimeType: 'image/jpeg' } },
  video: { content: { kind: 'media', media: 'video', caption: 'see', fileName: null, mimeType: 'video/mp4' } },
  audio: { content: { kind: 'media', media: 'audio', caption: '', fileName: null, mimeType: 'audio/mpeg', isVoice: false } },
  'voice note': {
    content: { kind: 'media', media: 'audio', caption: '', fileName: null, mimeType: 'audio/ogg; codecs=opus', isVoice: true },
  },
  document: { content: { kind: 'media', media: 'document', caption: 'the list', fileName: 'a.pdf', mimeType: 'application/pdf' } },
  sticker: { content: { kind: 'media', media: 'sticker', caption: '', fileName: null, mimeType: 'image/webp' } },
  location: { content: { kind: 'location', latitude: 22.3, longitude: 114.17, name: 'Shop', address: '1 Road' } },
  'location without a name': { content: { kind: 'location', latitude: 22.3, longitude: 114.17, name: '' } },
  contacts: {
    content: { kind: 'contacts', isAnswer: false, items: [{ name: 'Ann', company: '', numbers: ['+852 5550 3333'], emails: [] }] },
  },
  'contact-info answer': {
    content: { kind: 'contacts', isAnswer: true, items: [{ name: '', company: '', numbers: ['+85255509999'], emails: [] }] },
  },
  reaction: { content: { kind: 'reaction', emoji: '👍', toMessage: '' } },
  'reaction removed': { content: { kind: 'reaction', emoji: '', toMessage: '' } },
  'reaction removed without a sign': { content: { kind: 'reaction', emoji: '', toMessage: '' } },
  order: {
    content: {
      kind: 'order',
      text: 'no nuts',
      items: [{ retailerId: 'SKU-17', name: 'SKU-17', quantity: 2, priceText: 'HK$128.50' }],
      totalText: 'HK$257',
    },
  },
  'template quick reply': { content: { kind: 'button', text: 'Stop promotions', payload: 'stop:17' } },
  'template quick reply without context': { content: { kind: 'button', text: 'Stop promotions', payload: 'stop:17' } },
  'reply button': { content: { kind: 'button', text: 'Yes', payload: 'b1' } },
  'list row': { content: { kind: 'button', text: 'Small', payload: 'r1', choice: 'list', description: '20 cm' } },
  'flow answer': {
    content: {
      kind: 'flow',
      text: 'Sent',
      fields: [
        { name: 'day', value: 'Friday' },
        { name: 'people', value: '4' },
      ],
    },
  },
  'shared product': { content: { kind: 'product', retailerId: 'SKU-17', name: 'SKU-17', price: '', text: '' } },
  'call permission': { content: { kind: 'callPermission', allowed: true } },
  'number changed': null,
  'user id changed': null,
  'identity changed': { content: { kind: 'system', text: '', note: 'identity-changed' } },
  edit: null,
  revoke: null,
  request_welcome: { content: { kind: 'system', text: '', note: 'chat-opened' } },
  unsupported: { content: { kind: 'unsupported', type: 'poll', metaCode: 131_051, said: 'Polls are not supported' } },
  'unsupported on another device': { content: { kind: 'unsupported', type: '', metaCode: 131_060, said: 'This message is not available' } },
  'broken interactive': { content: { kind: 'unsupported', type: 'interactive', metaCode: 131_000, said: 'Something went wrong' } },
}

describe('each inbound kind of the reference', () => {
  it('is among those that are tried here', () => {
    expect(Object.keys(shown)).toEqual(inboundSamples.map(({ name }) => name))
  })

  it.each(inboundSamples.map((sample) => [sample.name, sample] as const))('%s', async (name, { payload }) => {
    const shop = await quietShop()
    const read = readEvent(JSON.parse(JSON.stringify(payload)), { phoneNumberId: sampleFacts.phoneNumberId, receivedAt: shop.clock.now() })
    const inbound = (read?.facts ?? []).flatMap((fact) => (fact.kind === 'inbound' ? [fact.event] : []))
    shop.vault.store.write((db) => {
      for (const event of inbound) shop.inbox.inbound(db, event)
    })
    const found = shop.vault.store.write((db) => shop.customer.findByNumber(db, `+${sampleFacts.phone}`))
    const expected = shown[name]
    const here = found === undefined ? [] : await bubbles(shop, found.customerId)
    expect(here).toHaveLength(expected === null ? 0 : 1)
    expect(here.slice(0, 1)).toMatchObject(expected === null ? [] : [expected])
  })

  it('a form is shown by plain names, whatever its builder calls them', async () => {
    const { readFlow } = await import('./content-parts.ts')
    const response_json = JSON.stringify({
      screen_0_Day_of_visit_0: '2_Friday',
      screen_1_Extras_1: ['0_Tea', '1_Cake'],
      flow_token: 'secret',
      guests: 4,
      address: { city: 'Taipei' },
      nothing: null,
    })
    expect(readFlow({ name: 'flow', body: 'Sent', response_json })).toEqual({
      kind: 'flow',
      text: 'Sent',
      fields: [
        { name: 'Day of visit', value: 'Friday' },
        { name: 'Extras', value: 'Tea, Cake' },
        { name: 'guests', value: '4' },
        { name: 'address', value: '{"city":"Taipei"}' },
      ],
    })
    expect(readFlow({ response_json: 'not JSON' })).toMatchObject({ fields: [{ name: '', value: 'not JSON' }] })
    expect(readFlow({})).toEqual({ kind: 'flow', text: '', fields: [] })
  })
})
