import { chatValue, fieldSample as sample, mei, SAMPLE_SECONDS, sampleFacts, type WebhookSample } from './envelope.ts'

const { phone, userId, shopPhone } = sampleFacts

const preference = (value: string, more: object = {}): WebhookSample =>
  sample(
    'user_preferences',
    chatValue({
      contacts: [mei],
      user_preferences: [
        {
          wa_id: phone,
          user_id: userId,
          detail: `User requested to ${value}`,
          category: 'marketing_messages',
          value,
          timestamp: SAMPLE_SECONDS,
          ...more,
        },
      ],
    }),
    `preference ${value}`,
  )

const echo = (name: string, more: object): WebhookSample =>
  sample(
    'smb_message_echoes',
    chatValue({
      message_echoes: [
        { from: shopPhone, to: phone, to_user_id: userId, id: `wamid.E-${name}`, timestamp: String(SAMPLE_SECONDS), ...more },
      ],
    }),
    `echo ${name}`,
  )

const bookEntry = (action: string): WebhookSample =>
  sample(
    'smb_app_state_sync',
    chatValue({
      state_sync: [
        {
          type: 'contact',
          contact: { full_name: 'Mei W', first_name: 'Mei', phone_number: phone },
          action,
          metadata: { timestamp: String(SAMPLE_SECONDS) },
        },
      ],
    }),
    `address book ${action}`,
  )

const past = (id: string, from: string, more: object): object => ({
  from,
  id: `wamid.${id}`,
  timestamp: String(SAMPLE_SECONDS - 86_400),
  ...more,
})

/** Fields about customers: their wishes, the shop's own phone, and changed ids. */
export const peopleSamples: readonly WebhookSample[] = [
  preference('stop'),
  preference('resume'),
  preference('signup', { signup_id: '1234567890' }),
  echo('text', { type: 'text', text: { body: 'Hi' } }),
  echo('edit', { type: 'edit', edit: { original_message_id: 'wamid.E-text', message: { type: 'text', text: { body: 'Hello' } } } }),
  echo('revoke', { type: 'revoke', revoke: { original_message_id: 'wamid.E-text' } }),
  bookEntry('add'),
  bookEntry('remove'),
  sample(
    'history',
    chatValue({
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 55 },
          threads: [
            {
              id: phone,
              messages: [
                past('H1', phone, { type: 'text', text: { body: 'Two boxes?' }, history_context: { status: 'READ' } }),
                past('H2', shopPhone, { to: phone, type: 'text', text: { body: 'Sure' }, history_context: { status: 'DELIVERED' } }),
                past('H3', phone, { type: 'media_placeholder', history_context: { status: 'READ' } }),
              ],
            },
          ],
        },
      ],
    }),
    'history chunk',
  ),
  sample('history', chatValue({ contacts: [mei], messages: [past('H3', phone, { type: 'image', image: { id: '915' } })] }), 'history file'),
  sample('history', chatValue({ history: [{ errors: [{ code: 2_593_109, title: 'Declined', message: 'Declined' }] }] }), 'history refused'),
  sample(
    'user_id_update',
    chatValue({
      user_id_update: [
        {
          wa_id: phone,
          detail: 'changed',
          user_id: { previous: userId, current: 'HK.new1' },
          parent_user_id: { previous: 'HK.ENT.a', current: 'HK.ENT.b' },
          timestamp: String(SAMPLE_SECONDS),
        },
      ],
    }),
  ),
]
