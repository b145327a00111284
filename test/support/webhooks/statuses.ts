import { chatValue, envelopeOf, mei, SAMPLE_SECONDS, sampleFacts, type WebhookSample } from './envelope.ts'

const { phone, userId } = sampleFacts

const sample = (name: string, status: object, value: object = { contacts: [mei] }): WebhookSample => ({
  name: `status ${name}`,
  field: 'messages',
  part: '8.4',
  payload: envelopeOf('messages', chatValue({ ...value, statuses: [status] })),
})

const status = (word: string, more: object = {}): object => ({
  id: 'wamid.OUT1',
  status: word,
  timestamp: String(SAMPLE_SECONDS + 10),
  recipient_id: phone,
  recipient_user_id: userId,
  biz_opaque_callback_data: 'c=17;r=4021',
  ...more,
})

const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' }
const failure = { code: 131_049, title: 'Held back', message: 'Held back', error_data: { details: 'ecosystem' }, href: 'https://x.example' }

/** Every status of the reference, with both shapes of the price and both names of the group's id. */
export const statusSamples: readonly WebhookSample[] = [
  sample('sent', status('sent', { pricing })),
  sample('sent, older price', status('sent', { pricing: { billable: false, pricing_model: 'PMP', category: 'service' } })),
  sample(
    'sent, older version',
    status('sent', { conversation: { id: 'c1', expiration_timestamp: '1763900000', origin: { type: 'service' } }, pricing }),
  ),
  sample('delivered', status('delivered', { pricing })),
  sample(
    'delivered, price without billable',
    status('delivered', { pricing: { pricing_model: 'PMP', type: 'free_customer_service', category: 'service' } }),
  ),
  sample('read', status('read')),
  sample('played', status('played')),
  sample('failed', { ...status('failed', { errors: [failure] }), recipient_user_id: undefined }, {}),
  sample('deleted', status('deleted')),
  sample('warning', status('warning')),
  sample('to a user id only', { ...status('delivered'), recipient_id: undefined }, { contacts: [{ ...mei, wa_id: undefined }] }),
  sample('parent id, first name', status('sent', { parent_recipient_user_id: 'HK.ENT.77aa' })),
  sample('parent id, second name', status('sent', { parent_user_id: 'HK.ENT.77aa' })),
  sample(
    'of a group',
    status('delivered', {
      recipient_type: 'group',
      recipient_id: 'group-1',
      recipient_participant_id: phone,
      recipient_participant_user_id: userId,
    }),
    {},
  ),
]
