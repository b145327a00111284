import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { callsOf } from '../../test/support/customers.ts'
import { bubbles, openShop, newVault, valueOf, type Shop } from '../../test/support/chat-shop.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { createAnnouncer, manualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { createChatImport } from './index.ts'

const LINES = [
  '25/03/2024, 14:00 - Messages are locked.',
  '25/03/2024, 14:03 - 美玲: 還有凍頂嗎？',
  '25/03/2024, 14:04 - 小山茶行: 有的',
  '兩盒嗎？',
  '25/03/2024, 14:05 - 美玲: \u200eIMG-20240325-WA0001.jpg (file attached)',
  '這一種',
  '26/03/2024, 09:00 - 美玲: <Media omitted>',
]
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...strToU8('a photo of tea')])

async function open() {
  const shop = await openShop(newVault(), manualClock(), { files: true })
  const chat = createChatImport({
    vault: shop.vault,
    clock: shop.clock,
    announcer: createAnnouncer(),
    customer: shop.customer,
    inbox: shop.inbox,
    media: shop.media,
  })
  const { folder, remove } = tempFolder()
  onTestFinished(() => remove())
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const zip = (lines: readonly string[] = LINES, more: Record<string, Uint8Array> = {}) =>
    file('chat.zip', zipSync({ 'WhatsApp Chat.txt': strToU8(lines.join('\r\n')), 'IMG-20240325-WA0001.jpg': JPEG, ...more }))
  return { shop, file, zip, ...callsOf(() => ({ ...shop.customer.handlers, ...chat.handlers })) }
}

const ASKED = { shopName: '小山茶行', phone: '0912-345-678' }
const personOf = (shop: Shop) => shop.customer.findByNumber(shop.vault.store.read, '+886912345678')
const sealedIn = (shop: Shop): readonly string[] =>
  existsSync(join(shop.vault.folder, 'media')) ? readdirSync(join(shop.vault.folder, 'media')) : []

describe('a chat from before', () => {
  it('says who is in it, how much, and from when', async () => {
    const { call, zip, file, failure } = await open()
    expect(await call('customer.inspectChat', { file: zip() })).toEqual({
      people: [
        { name: '美玲', messages: 3 },
        { name: '小山茶行', messages: 1 },
      ],
      messages: 4,
      files: 1,
      firstAt: Date.parse('2024-03-25T14:03:00+08:00'),
      lastAt: Date.parse('2024-03-26T09:00:00+08:00'),
      dayFirst: true,
      unreadable: 0,
    })
    expect(await call('customer.inspectFile', { file: zip() })).toMatchObject({ format: 'chat', fileName: 'chat.zip' })
    expect(await call('customer.inspectFile', { file: file('chat.csv', LINES.join('\n')) })).toMatchObject({ format: 'chat' })
    expect(await failure('customer.inspectChat', { file: file('list.txt', 'Name,Phone\nMei,0912\n') })).toMatchObject({
      code: 'chat-unreadable',
    })
  })

  it('comes into the history of its customer with its files sealed: no window, nothing unread, no report', async () => {
    const { shop, call, zip } = await open()
    const done = await call('customer.importChat', { ...ASKED, file: zip() })
    expect(done).toMatchObject({ messages: 4, files: 1, known: 0, run: { state: 'done', counts: { rows: 4, new: 1, noConsent: 1 } } })
    const person = personOf(shop)
    const messages = await bubbles(shop, person?.customerId ?? '')
    expect(messages.map(({ direction, origin, at }) => [direction, origin, new Date(at).toISOString()])).toEqual([
      ['in', 'before', '2024-03-25T06:03:00.000Z'],
      ['out', 'before', '2024-03-25T06:04:00.000Z'],
      ['in', 'before', '2024-03-25T06:05:00.000Z'],
      ['in', 'before', '2024-03-26T01:00:00.000Z'],
    ])
    expect(messages.map(({ content }) => content)).toMatchObject([
      { kind: 'text', text: '還有凍頂嗎？' },
      { kind: 'text', text: '有的\n兩盒嗎？' },
      { kind: 'media', media: 'image', caption: '這一種', file: { state: 'here', shownAs: 'image' } },
      { kind: 'placeholder' },
    ])
    const row = shop.vault.store.read.get(sql`
      select c.unread, c.waiting_since as waiting, c.last_inbound_at as opened, p.last_inbound_at as wrote, p.name,
        (select count(*) from message where turn is not null) as turns from conversation c join customer p on p.seq = c.customer_seq`)
    expect(row).toEqual({ unread: 0, waiting: null, opened: null, wrote: null, name: '美玲', turns: 0 })
    expect(sealedIn(shop)).toHaveLength(1)
    expect(readFileSync(join(shop.vault.folder, 'media', sealedIn(shop)[0] ?? '')).includes('photo of tea')).toBe(false)
    const found = valueOf(await shop.call('inbox.messages', { customerId: person?.customerId as never }))
    expect(found.messages).toHaveLength(4)
  })

  it('taken twice adds nothing, and a dry run adds nothing at all', async () => {
    const { shop, call, zip } = await open()
    expect(await call('customer.importChat', { ...ASKED, file: zip(), dryRun: true })).toMatchObject({
      messages: 4,
      files: 1,
      run: { state: 'dry-run' },
    })
    expect(personOf(shop)).toBeUndefined()
    await call('customer.importChat', { ...ASKED, file: zip() })
    const longer = zip([...LINES, '27/03/2024, 10:00 - 美玲: 有的', '27/03/2024, 10:00 - 美玲: 有的'])
    expect(await call('customer.importChat', { ...ASKED, file: longer })).toMatchObject({
      messages: 2,
      known: 4,
      files: 0,
      run: { counts: { new: 0, update: 1 } },
    })
  })

  it('can be undone: messages, files and a customer who came with it go, one who was there stays', async () => {
    const { shop, call, zip } = await open()
    const first = await call('customer.importChat', { ...ASKED, file: zip() })
    expect(await call('customer.undoImport', { importId: first.run.importId })).toEqual({ removed: 1, restored: 0, stayed: 0 })
    const left = shop.vault.store.read.get(sql`
      select (select count(*) from message) as messages, (select count(*) from message_words) as words, (select count(*) from media_file) as files,
        (select count(*) from conversation) as conversations, (select count(*) from customer) as people, (select count(*) from import_message) as noted`)
    expect(left).toEqual({ messages: 0, words: 0, files: 0, conversations: 0, people: 0, noted: 0 })
    await call('customer.save', { phone: '0912345678', name: '美玲' })
    const second = await call('customer.importChat', { ...ASKED, file: zip() })
    expect(await call('customer.undoImport', { importId: second.run.importId })).toEqual({ removed: 0, restored: 0, stayed: 0 })
    expect(personOf(shop)).toBeDefined()
    expect(await bubbles(shop, personOf(shop)?.customerId ?? '')).toEqual([])
  })

  it('is refused where nobody says which number is the day, where the shop is not in it, and for whoever was erased', async () => {
    const { shop, failure, call, file } = await open()
    const unclear = file('unclear.txt', '3/4/24, 14:03 - 美玲: 好\n3/5/24, 14:03 - 小山茶行: 好\n')
    expect(await failure('customer.importChat', { ...ASKED, file: unclear })).toMatchObject({ code: 'chat-day-order' })
    expect(await call('customer.inspectChat', { file: unclear })).toMatchObject({ dayFirst: null, firstAt: null })
    expect(await failure('customer.importChat', { ...ASKED, file: unclear, shopName: '別人', dayFirst: true })).toMatchObject({
      code: 'input-refused',
    })
    await call('customer.importChat', { ...ASKED, file: unclear, dayFirst: true })
    expect((await bubbles(shop, personOf(shop)?.customerId ?? '')).map(({ at }) => new Date(at).getUTCMonth())).toEqual([3, 4])
    shop.vault.store.write((db) => shop.customer.suppress(db, '+886933111222', null))
    expect(await failure('customer.importChat', { ...ASKED, phone: '0933111222', file: unclear, dayFirst: true })).toMatchObject({
      code: 'customer-erased-before',
    })
  })

  it('broken off leaves no message, no file and no customer', async () => {
    const { shop, zip, failure } = await open()
    const many = Array.from({ length: 2_000 }, (_, index) => `25/03/2024, 15:${String(index % 60).padStart(2, '0')} - 美玲: ${index}`)
    const cancel = new AbortController()
    const { write } = shop.vault.store
    let writes = 0
    shop.vault.store.write = (...work) => {
      writes += 1
      if (writes === 6) cancel.abort()
      return write(...work)
    }
    expect(await failure('customer.importChat', { ...ASKED, file: zip([...LINES, ...many]) }, { signal: cancel.signal })).toMatchObject({
      code: 'call-cancelled',
    })
    const left = shop.vault.store.read.get(sql`
      select (select count(*) from message) as messages, (select count(*) from customer) as people, (select count(*) from media_file) as files,
        (select count(*) from import_run) as runs`)
    expect(left).toEqual({ messages: 0, people: 0, files: 0, runs: 0 })
  })

  it('P-02: an archive that unpacks to far more than it should, or hides a link, is refused', async () => {
    const { failure, file, shop } = await open()
    const dense = zipSync(
      { 'WhatsApp Chat.txt': strToU8(LINES.join('\n')), 'IMG-20240325-WA0001.jpg': new Uint8Array(64 * 1_048_576) },
      { level: 9 },
    )
    expect(await failure('customer.importChat', { ...ASKED, file: file('bomb.zip', dense) })).toMatchObject({ code: 'file-bomb' })
    const linked = zipSync({ 'WhatsApp Chat.txt': [strToU8(LINES.join('\n')), { os: 3, attrs: 0o120777 << 16 }] })
    expect(await failure('customer.importChat', { ...ASKED, file: file('link.zip', linked) })).toMatchObject({ code: 'file-bomb' })
    expect(sealedIn(shop)).toEqual([])
  })
})
