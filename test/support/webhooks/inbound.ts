import { messageSample, sampleFacts, type WebhookSample } from './envelope.ts'

const { shopPhone } = sampleFacts
const interactive = (interactive: object): object => ({ type: 'interactive', interactive })
const context = (more: object): object => ({ context: { from: shopPhone, id: 'wamid.OUT1', ...more } })
const text = (body: string): object => ({ type: 'text', text: { body } })
const url = 'https://lookaside.example/file'

const words: readonly WebhookSample[] = [
  messageSample('text', text('Still available?')),
  messageSample('reply to us', { ...text('Yes please'), ...context({}) }),
  messageSample('forwarded', { ...text('Look'), context: { forwarded: true } }),
  messageSample('frequently forwarded', { ...text('Look!'), context: { frequently_forwarded: true } }),
  messageSample('product enquiry', {
    ...text('Is this in stock?'),
    ...context({ referred_product: { catalog_id: '500000000000001', product_retailer_id: 'SKU-17' } }),
  }),
  messageSample('from an ad', {
    ...text('I saw your ad'),
    referral: {
      source_url: 'https://fb.me/x',
      source_type: 'ad',
      source_id: '12',
      headline: 'Box',
      body: 'Tea in a box',
      media_type: 'image',
      image_url: 'https://img.example/a.jpg',
      ctwa_clid: 'clid',
    },
  }),
]

const files: readonly WebhookSample[] = [
  messageSample('image', { type: 'image', image: { id: '910', mime_type: 'image/jpeg', sha256: 'b64=', caption: 'this one', url } }),
  messageSample('video', { type: 'video', video: { id: '911', mime_type: 'video/mp4', sha256: 'b64=', caption: 'see', url } }),
  messageSample('audio', { type: 'audio', audio: { id: '916', mime_type: 'audio/mpeg', sha256: 'b64=', voice: false, url } }),
  messageSample('voice note', {
    type: 'audio',
    audio: { id: '912', mime_type: 'audio/ogg; codecs=opus', sha256: 'b64=', voice: true, url },
  }),
  messageSample('document', {
    type: 'document',
    document: { id: '913', mime_type: 'application/pdf', sha256: 'b64=', filename: 'a.pdf', caption: 'the list', url },
  }),
  messageSample('sticker', { type: 'sticker', sticker: { id: '914', mime_type: 'image/webp', sha256: 'b64=', animated: false, url } }),
]

const parts: readonly WebhookSample[] = [
  messageSample('location', { type: 'location', location: { latitude: 22.3, longitude: 114.17, name: 'Shop', address: '1 Road', url } }),
  messageSample('location without a name', { type: 'location', location: { latitude: 22.3, longitude: 114.17 } }),
  messageSample('contacts', {
    type: 'contacts',
    contacts: [{ name: { formatted_name: 'Ann' }, phones: [{ phone: '+852 5550 3333', wa_id: '85255503333', type: 'CELL' }] }],
  }),
  messageSample('contact-info answer', {
    type: 'contacts',
    origin: 'contact_request',
    contacts: [{ vcard: 'BEGIN:VCARD\nEND:VCARD', phones: [{ phone: '85255509999' }] }],
  }),
  messageSample('reaction', { type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '👍' } }),
  messageSample('reaction removed', { type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '' } }),
  messageSample('reaction removed without a sign', { type: 'reaction', reaction: { message_id: 'wamid.OUT1' } }),
  messageSample('order', {
    type: 'order',
    order: {
      catalog_id: '500000000000001',
      text: 'no nuts',
      product_items: [{ product_retailer_id: 'SKU-17', quantity: 2, item_price: 128.5, currency: 'HKD' }],
    },
  }),
]

const taps: readonly WebhookSample[] = [
  messageSample('template quick reply', { type: 'button', button: { payload: 'stop:17', text: 'Stop promotions' }, ...context({}) }),
  messageSample('template quick reply without context', { type: 'button', button: { payload: 'stop:17', text: 'Stop promotions' } }),
  messageSample('reply button', { ...interactive({ type: 'button_reply', button_reply: { id: 'b1', title: 'Yes' } }), ...context({}) }),
  messageSample('list row', interactive({ type: 'list_reply', list_reply: { id: 'r1', title: 'Small', description: '20 cm' } })),
  messageSample(
    'flow answer',
    interactive({
      type: 'nfm_reply',
      nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"t","day":"Friday","people":4}' },
    }),
  ),
  messageSample(
    'shared product',
    interactive({ type: 'product', product: { catalog_id: '500000000000001', product_retailer_id: 'SKU-17' } }),
  ),
  messageSample('call permission', interactive({ type: 'call_permission_reply', call_permission_reply: { response: 'accept' } })),
]

const system = (system: object, more: object = {}): object => ({ type: 'system', system, ...more })

const notices: readonly WebhookSample[] = [
  messageSample(
    'number changed',
    system({ type: 'user_changed_number', body: 'Mei changed', wa_id: '85255507777', user_id: 'HK.new1', previous_user_id: 'HK.4x9A7b' }),
    { contacts: undefined },
  ),
  messageSample(
    'user id changed',
    {
      ...system({
        type: 'user_changed_user_id',
        body: 'Mei changed',
        user_id: 'HK.new1',
        previous_user_id: 'HK.4x9A7b',
        parent_user_id: 'HK.ENT.b',
        previous_parent_user_id: 'HK.ENT.a',
      }),
      from: undefined,
    },
    { contacts: undefined },
  ),
  messageSample(
    'identity changed',
    system(
      { type: 'customer_identity_changed', body: 'Mei may use another phone' },
      { identity: { hash: 'h', created_timestamp: '1763800000', acknowledged: true } },
    ),
  ),
  messageSample('edit', {
    type: 'edit',
    edit: {
      original_message_id: 'wamid.text',
      message: { type: 'text', text: { body: 'Still available today?' }, context: { from: shopPhone } },
    },
  }),
  messageSample('revoke', { type: 'revoke', revoke: { original_message_id: 'wamid.text' } }),
  messageSample('request_welcome', { type: 'request_welcome' }),
]

const failed = (code: number, details: string): object => ({ code, title: 'Unsupported', message: 'Unsupported', error_data: { details } })

const unreadable: readonly WebhookSample[] = [
  messageSample('unsupported', {
    type: 'unsupported',
    unsupported: { type: 'poll' },
    errors: [failed(131_051, 'Polls are not supported')],
  }),
  messageSample('unsupported on another device', { type: 'unsupported', errors: [failed(131_060, 'This message is not available')] }),
  messageSample('broken interactive', { type: 'interactive' }, { errors: [failed(131_000, 'Something went wrong')] }),
]

/** Every inbound kind of the reference. */
export const inboundSamples: readonly WebhookSample[] = [...words, ...files, ...parts, ...taps, ...notices, ...unreadable]
