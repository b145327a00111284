/** A webhook as Meta posts it, with invented people. `part` is the place in the reference from which it is built. */
export type WebhookSample = {
  readonly name: string
  readonly field: string
  readonly part: '8.3' | '8.4' | '8.5'
  readonly payload: object
}

/** Whom and what the samples are about, so that a test can tell its rooms the same. */
export const sampleFacts = {
  wabaId: '100000000000001',
  phoneNumberId: '700000000000001',
  shopPhone: '85255501000',
  phone: '85255509999',
  userId: 'HK.4x9A7b',
} as const

const { wabaId, phoneNumberId, shopPhone, phone, userId } = sampleFacts

/** Seconds at which most samples happen. */
export const SAMPLE_SECONDS = 1_763_800_000

export const mei = { profile: { name: 'Mei', username: '@mei.w' }, wa_id: phone, user_id: userId }

/** The outer part of every webhook; `time` stands on every field but `messages`. */
export function envelopeOf(field: string, value: object): object {
  const time = field === 'messages' ? {} : { time: SAMPLE_SECONDS }
  return { object: 'whatsapp_business_account', entry: [{ id: wabaId, ...time, changes: [{ field, value }] }] }
}

/** The value of fields that are about chats. */
export const chatValue = (more: object): object => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: shopPhone, phone_number_id: phoneNumberId },
  ...more,
})

/** An item of `messages` with what each has; `more` is what differs. */
export const messageItem = (id: string, more: object): object => ({
  from: phone,
  from_user_id: userId,
  id: `wamid.${id}`,
  timestamp: String(SAMPLE_SECONDS + 1),
  ...more,
})

/** A webhook with one message of Mei. */
export const messageSample = (name: string, more: object, value: object = {}): WebhookSample => ({
  name,
  field: 'messages',
  part: '8.3',
  payload: envelopeOf('messages', chatValue({ contacts: [mei], messages: [messageItem(name.replace(/\W+/g, '-'), more)], ...value })),
})

/** A webhook of another field; called by the field's name where that says enough. */
export const fieldSample = (field: string, value: object, name = field): WebhookSample => ({
  name,
  field,
  part: '8.5',
  payload: envelopeOf(field, value),
})
