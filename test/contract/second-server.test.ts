import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { messageKinds } from '../support/second-server/message-rules.ts'
import { startSecondServer, type SecondServer } from '../support/second-server/server.ts'
import { shop as there } from '../support/second-server/world.ts'
import { spawnEngine, type SpawnedEngine } from '../support/spawn-engine.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** The engine against a server that was made from Meta's reference alone and has never heard of Shopbell. */
let temp: ReturnType<typeof tempFolder>
let server: SecondServer
let engine: SpawnedEngine
const call = <N extends Parameters<SpawnedEngine['client']['call']>[0]>(name: N, input: CallInput<N>) => engine.client.call(name, input)

beforeAll(async () => {
  temp = tempFolder()
  server = await startSecondServer()
  engine = spawnEngine({ vault: join(temp.folder, 'vault'), parameters: ['--no-keychain', '--graph-url', server.url] })
  await call('vault.create', {
    passphrase: 'six wet umbrellas',
    shop: { name: 'Box Shop', country: 'HK', timeZone: 'Asia/Hong_Kong', locale: 'en', currency: 'HKD' },
  })
}, 300_000)
afterAll(async () => {
  await engine.stop()
  await server.stop()
  temp.remove()
})

/** Asks until the answer fits; the test's own time limit ends it. */
async function until<T>(ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask()
    if (fits(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

const seconds = () => String(Math.floor(Date.now() / 1000))
const about = {
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: there.waId, phone_number_id: there.phoneNumberId },
}
const mei = { profile: { name: '美玲' }, wa_id: '85255509999', user_id: 'HK.4x9A7b' }
const text = (id: string, body: string) => ({
  from: mei.wa_id,
  from_user_id: mei.user_id,
  id,
  timestamp: seconds(),
  type: 'text',
  text: { body },
})

describe('against a second server made from the reference', () => {
  it('the wizard finds the number by the key alone, and all checks are green but the way in', async () => {
    const setup = await call('connection.beginSetup', { token: there.token, appSecret: there.appSecret })
    expect(setup.numbers).toMatchObject([{ wabaId: there.wabaId, phoneNumberId: there.phoneNumberId, verifiedName: 'Box Shop' }])
    const { connection } = await call('connection.chooseNumber', {
      wabaId: there.wabaId,
      phoneNumberId: there.phoneNumberId,
      catalogId: there.catalogId,
    })
    expect(connection).toMatchObject({ link: 'online', number: { quality: 'GREEN', dailyLimit: 2000 } })
    const { checks } = await call('connection.check', {})
    expect(checks.filter(({ state }) => state !== 'ok').map(({ name, state }) => [name, state])).toEqual([['receiving', 'skipped']])
  })

  it('points events at itself, and proves it by a round trip', async () => {
    expect(await call('connection.setReceiving', { receiving: 'local' })).toMatchObject({ receiving: { way: 'local', verified: true } })
  })

  it('reads templates and products to the last page', async () => {
    expect(await call('template.sync', {})).toMatchObject({ total: 4 })
    expect(await call('catalog.sync', {})).toMatchObject({ total: 5 })
    const { templates } = await call('template.list', {})
    expect(templates.filter((one) => !one.sendable)).toEqual([])
    const { products } = await call('catalog.list', {})
    expect(products.map((one) => one.price).toSorted()).toEqual(['$1,299.00', 'HK$480.00', 'R$ 19,90', '¥1,200', '₹499.00'].toSorted())
  })

  it('takes a signed event in Meta’s own escapes, and knows the person again by either id', async () => {
    expect(await server.post('messages', { ...about, contacts: [mei], messages: [text('wamid.IN1', 'Still 有嗎 🍵?')] })).toBe(200)
    const { conversations } = await until(
      () => call('inbox.list', {}),
      (answer) => answer.conversations.length > 0,
    )
    expect(conversations).toMatchObject([{ name: '美玲', lastText: 'Still 有嗎 🍵?' }])
    const { wa_id: _phone, ...hidden } = mei
    const { from: _from, ...unsigned } = text('wamid.IN2', 'again')
    await server.post('messages', { ...about, contacts: [hidden], messages: [unsigned] })
    const again = await until(
      () => call('inbox.list', {}),
      (answer) => answer.conversations[0]?.lastText === 'again',
    )
    expect(again.conversations).toHaveLength(1)
  })

  it('sends each kind of message, and the server finds nothing to refuse', { timeout: 300_000 }, async () => {
    const { conversations } = await call('inbox.list', {})
    const { customerId } = conversations[0]!
    const { messages } = await call('inbox.messages', { customerId })
    const folder = join(temp.folder, 'files')
    mkdirSync(folder)
    writeFileSync(join(folder, 'box.png'), Buffer.from('iVBORw0KGgo=', 'base64'))
    const { mediaId } = await call('inbox.upload', { file: join(folder, 'box.png'), kind: 'image' })
    for (const message of everyKind(mediaId, messages[0]!.messageId)) await call('inbox.reply', { customerId, message })
    const sent = await until(
      async () => server.sent,
      (all) => server.refused.length > 0 || new Set(all.map(({ kind }) => kind)).size === messageKinds.length,
    )
    expect(server.refused).toEqual([])
    expect(new Set(sent.map(({ kind }) => kind))).toEqual(new Set(messageKinds))
    expect(sent.filter(({ body }) => body['recipient_type'] !== 'individual')).toEqual([])
  })

  it('shows what became of a message', async () => {
    const { wamid } = server.sent.at(-1)!
    const status = { id: wamid, status: 'delivered', timestamp: seconds(), recipient_id: mei.wa_id, recipient_user_id: mei.user_id }
    await server.post('messages', { ...about, contacts: [mei], statuses: [status] })
    const { conversations } = await call('inbox.list', {})
    const { customerId } = conversations[0]!
    const { messages } = await until(
      () => call('inbox.messages', { customerId }),
      (answer) => answer.messages.some(({ state }) => state === 'delivered'),
    )
    expect(messages.filter(({ state }) => state === 'delivered')).toHaveLength(1)
  })
})

type Outgoing = CallInput<'inbox.reply'>['message']
type Bare = Extract<Outgoing, { kind: 'message' }>['message']
type Interactive = Extract<Bare, { type: 'interactive' }>['interactive']

/** One message of every kind that the server knows. */
function everyKind(mediaId: string, messageId: string): Outgoing[] {
  const link = 'https://shop.example/1.jpg'
  const body = { text: 'Choose' }
  const url = { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://shop.example/' } } as const
  const interactive: Interactive[] = [
    { type: 'button', body, action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'Yes' } }] } },
    { type: 'list', body, action: { button: 'Menu', sections: [{ rows: [{ id: 'r', title: 'Small' }] }] } },
    { type: 'cta_url', body, action: url },
    { type: 'catalog_message', body, action: { name: 'catalog_message' } },
    {
      type: 'carousel',
      body,
      action: {
        cards: ['0', '1'].map((_, card_index) => ({
          card_index,
          type: 'cta_url' as const,
          header: { type: 'image' as const, image: { link } },
          action: url,
        })),
      },
    },
    { type: 'flow', body, action: { name: 'flow', parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Book' } } },
    { type: 'location_request_message', body, action: { name: 'send_location' } },
    { type: 'request_contact_info', body, action: { name: 'request_contact_info' } },
    { type: 'address_message', body, action: { name: 'address_message', parameters: { country: 'IN' } } },
  ]
  const plain: Bare[] = [
    { type: 'image', image: { id: mediaId, caption: 'Box' } },
    { type: 'video', video: { link: 'https://shop.example/1.mp4' } },
    { type: 'audio', audio: { id: mediaId, voice: true } },
    { type: 'document', document: { link: 'https://shop.example/1.pdf', filename: '1.pdf' } },
    { type: 'sticker', sticker: { id: mediaId } },
    { type: 'location', location: { latitude: '22.3', longitude: '114.17', name: 'Box Shop' } },
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Ann', first_name: 'Ann' }, phones: [{ phone: '+85255507777' }] }] },
    { type: 'reaction', reaction: { message_id: messageId, emoji: '👍' } },
    ...interactive.map((one) => ({ type: 'interactive' as const, interactive: one })),
  ]
  return [
    { kind: 'text', text: 'Hello https://shop.example/' },
    { kind: 'products', retailerIds: ['SKU-1'] },
    { kind: 'products', retailerIds: ['SKU-1', 'SKU-2'] },
    { kind: 'template', name: 'order_ready', language: 'en_US' },
    ...plain.map((message) => ({ kind: 'message' as const, message })),
  ]
}
