import { makeSampleFile } from '../../../../simulator/behaviour/sample-files/index.ts'
import { fail } from '#contract/kernel/result.ts'
import { take, type SimulatorDrive } from './drive.ts'
import { personOf } from './played.ts'

const picture = makeSampleFile('image')
const file = { mime: picture.mimeType, fileName: 'box.png', bytes: picture.bytes }
const dayAgo = () => Math.floor(Date.now() / 1000) - 86_400
const template = { name: 'hello', language: { code: 'en' }, components: [{ type: 'body', parameters: [{ type: 'text', text: 'Mei' }] }] }
const opening = { messaging_product: 'whatsapp', recipient_type: 'individual', to: personOf(0), type: 'template', template }

/** Sends through the client; everything but an acceptance is a failure of the drive. */
const sends =
  (body: object): SimulatorDrive['run'] =>
  async ({ api }, made) => {
    const outcome = await api.messenger().send(JSON.stringify(body), new AbortController().signal)
    if (outcome.kind !== 'accepted') return fail('meta-refused', { kind: outcome.kind })
    made.set('message', outcome.wamid)
    return { ok: true, value: outcome }
  }

/** Files, messages on both edges, and what can be read about them afterwards. */
export const fileDrives: readonly SimulatorDrive[] = [
  {
    of: ['media.upload'],
    run: async ({ api }, made) => {
      const uploaded = await api.media.upload({ kind: 'image', ...file })
      if (uploaded.ok) made.set('file', uploaded.value)
      return uploaded
    },
  },
  { of: ['media.read'], run: ({ api }, made) => api.media.read(take(made, 'file')) },
  { of: ['media.download'], run: ({ api }, made) => api.media.download({ media: take(made, 'file'), sink: () => undefined }) },
  { of: ['media.remove'], run: ({ api }, made) => api.media.remove(take(made, 'file')) },
  { of: ['media.start-upload', 'media.send-upload'], run: ({ api }) => api.media.uploadSample(file) },
  { of: ['message.send'], run: sends(opening) },
  {
    of: ['message.send-marketing'],
    before: ({ control }) => control('account', { marketingTerms: 'ONBOARDED' }),
    run: sends({ ...opening, to: personOf(1), product_policy: 'CLOUD_API_FALLBACK' }),
  },
  {
    of: ['message.mark-read'],
    before: async ({ control }, made) => made.set('inbound', String((await control('say', { from: personOf(0), text: 'hi' }))['id'])),
    run: ({ api }, made) => api.markRead(take(made, 'inbound'), true),
  },
  {
    of: ['history.messages'],
    before: ({ control }) => control('clock', { advanceMs: 60_000 }),
    run: async ({ api }, made) => {
      const page = await api.history.messages({ message_id: take(made, 'message') })
      if (page.ok) made.set('history', page.value.data[0]?.id ?? '')
      return page
    },
  },
  { of: ['history.events'], run: ({ api }, made) => api.history.events(take(made, 'history')) },
  {
    of: ['insight.pricing'],
    run: ({ api }) =>
      api.insights.pricing({ start: dayAgo(), end: dayAgo() + 86_400, granularity: 'DAILY', metric_types: ['COST', 'VOLUME'] }),
  },
  { of: ['insight.messaging'], run: ({ api }) => api.insights.messaging({ start: dayAgo(), end: dayAgo() + 86_400, granularity: 'DAY' }) },
]
