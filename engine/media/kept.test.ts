import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeSampleFile } from '../../simulator/behaviour/sample-files/index.ts'
import {
  bubbles,
  connectedShopWithFiles,
  inboundOf,
  newVault,
  openShop,
  receive,
  textOf,
  until,
  valueOf,
  writeFromOutside,
  type Shop,
} from '../../test/support/chat-shop.ts'
import { manualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { trouble } from './shelf.ts'

const DAY = 86_400_000
const folderOf = (shop: { vault: { folder: string } }) => join(shop.vault.folder, 'media')
const names = (shop: { vault: { folder: string } }) => readdirSync(folderOf(shop))

/** A shop without a line, with one customer who wrote just now. */
async function quiet(vault = newVault()) {
  const shop = await openShop(vault, manualClock(), { files: true })
  const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), ...textOf('hi') }))
  return { shop, customerId }
}

function fileOf(shop: Pick<Shop, 'vault'>, name: string, bytes: Uint8Array): string {
  const file = join(shop.vault.folder, name)
  writeFileSync(file, bytes)
  return file
}

const attach = (shop: Pick<Shop, 'call'>, customerId: string, file: string) => shop.call('media.attach', { customerId, file })

describe('a file of the shop', () => {
  it('is kept sealed at once and known again after a restart', async () => {
    const vault = newVault()
    const { shop, customerId } = await quiet(vault)
    const pdf = Buffer.from(makeSampleFile('document').bytes)
    const attached = valueOf(await attach(shop, customerId, fileOf(shop, '價目表.pdf', pdf)))
    expect(attached).toMatchObject({
      as: 'document',
      file: { state: 'here', mimeType: 'application/pdf', name: '價目表.pdf', shownAs: 'save-only' },
    })
    expect(names(shop)).toHaveLength(1)
    expect(readFileSync(join(folderOf(shop), names(shop)[0] ?? '')).includes('PDF')).toBe(false)
    await shop.close()
    const again = await openShop(vault, manualClock(), { files: true })
    again.media.begin()
    expect(valueOf(await again.call('media.attached', { customerId })).attached).toEqual([attached])
    expect(names(again)).toHaveLength(1)
    valueOf(await again.call('media.discard', { mediaFileId: attached.file.mediaFileId }))
    expect(names(again)).toEqual([])
  })

  it('comes in pieces where it lies in no file, in order and for one customer only', async () => {
    const { shop, customerId } = await quiet()
    const voice = Buffer.from(makeSampleFile('voice').bytes)
    const half = Math.floor(voice.length / 2)
    const piece = (bytes: Buffer, more: object) =>
      shop.call('media.attachBytes', { customerId, as: 'voice', bytes: bytes.toString('base64'), isLast: false, ...more })
    const { transferId } = valueOf(await piece(voice.subarray(0, half), {}))
    expect(await piece(voice, { transferId: 'trf_unknown' })).toMatchObject({ error: { code: 'input-refused' } })
    const { attached } = valueOf(await piece(voice.subarray(half), { transferId, isLast: true }))
    expect(attached).toMatchObject({ as: 'voice', file: { mimeType: 'audio/ogg; codecs=opus', shownAs: 'audio', sizeBytes: voice.length } })
    const read = valueOf(await shop.call('media.read', { mediaFileId: attached?.file.mediaFileId ?? '', start: 0, length: 524_288 }))
    expect(Buffer.from(read.bytes, 'base64').equals(voice)).toBe(true)
  })

  it('that stops coming is thrown away', async () => {
    const { shop, customerId } = await quiet()
    valueOf(await shop.call('media.attachBytes', { customerId, bytes: Buffer.alloc(9000).toString('base64'), isLast: false }))
    expect(names(shop)).toHaveLength(1)
    await shop.clock.advance(180_000)
    await until(
      () => names(shop),
      (left) => left.length === 0,
    )
  })

  it('is held against the limits of its kind before anything is kept', async () => {
    const { shop, customerId } = await quiet()
    const big = fileOf(shop, 'big.png', makeSampleFile('image').bytes)
    truncateSync(big, 5 * 1024 * 1024 + 1)
    expect(await attach(shop, customerId, big)).toMatchObject({
      error: { code: 'media-too-large', params: { kind: 'image', limitBytes: 5 * 1024 * 1024 } },
    })
    const refused = async (name: string, bytes: Uint8Array) => {
      const result = await attach(shop, customerId, fileOf(shop, name, bytes))
      return result.ok ? 'taken' : result.error.code
    }
    expect(await refused('a.pdf', Buffer.from('MZ'))).toBe('media-type-refused')
    expect(await refused('a.gif', Buffer.from('GIF89a'))).toBe('media-type-refused')
    expect(await refused('empty.pdf', Buffer.alloc(0))).toBe('file-empty')
    expect(await attach(shop, customerId, join(shop.vault.folder, 'none.pdf'))).toMatchObject({ error: { code: 'file-missing' } })
    expect(
      await shop.call('media.attach', { customerId, file: fileOf(shop, 'b.png', makeSampleFile('image').bytes), as: 'voice' }),
    ).toMatchObject({
      error: { code: 'media-type-refused' },
    })
    expect(valueOf(await shop.call('media.attached', { customerId })).attached).toEqual([])
  })
})

describe('sending a file', () => {
  it('hands its bytes to Meta once, then the message, and uses the same upload again', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    shop.media.begin()
    const customerId = await writeFromOutside(shop, simulator)
    const { file } = valueOf(await attach(shop, customerId, fileOf(shop, 'menu.pdf', makeSampleFile('document').bytes)))
    const send = () =>
      shop.call('inbox.reply', {
        customerId,
        message: { kind: 'file', mediaFileId: file.mediaFileId, as: 'document', caption: '菜單', fileName: file.name },
      })
    const first = valueOf(await send())
    const isRead = async (messageId: string) =>
      until(
        async () => (await bubbles(shop, customerId)).find((one) => one.messageId === messageId),
        (one) => one?.state === 'read',
      )
    const read = await isRead(first.messageId)
    expect(read?.content).toMatchObject({ kind: 'media', media: 'document', caption: '菜單', file: { state: 'here', name: 'menu.pdf' } })
    await isRead(valueOf(await send()).messageId)
    const bodies = shop.vault.store.read.all<{ id: string }>(sql`select body ->> '$.document.id' as id from send order by seq`)
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1)
    expect(bodies).toHaveLength(2)
    // Two messages, one sealed file; it goes with the last of them.
    expect(names(shop)).toHaveLength(1)
    shop.vault.store.write((db) => db.run(sql`delete from message where message_id = ${first.messageId}`))
    shop.media.begin()
    expect(names(shop)).toHaveLength(1)
    shop.vault.store.write((db) => db.run(sql`delete from message where direction = 'out'`))
    shop.media.begin()
    expect(names(shop)).toEqual([])
  })

  it('offline waits with its bytes over a restart and leaves once, when there is a line', async () => {
    const vault = newVault()
    const { shop, simulator } = await connectedShopWithFiles(vault)
    const customerId = await writeFromOutside(shop, simulator)
    const { file } = valueOf(await attach(shop, customerId, fileOf(shop, 'p.png', makeSampleFile('image').bytes)))
    await simulator.control('POST', '/simulator/faults', { error503: '1000x', onReads: 1 })
    valueOf(await shop.call('inbox.reply', { customerId, message: { kind: 'file', mediaFileId: file.mediaFileId, as: 'image' } }))
    await shop.close()
    await simulator.control('POST', '/simulator/faults', { error503: 0, onReads: 0 })
    const again = await openShop(vault, shop.clock, { files: true })
    again.media.begin()
    await until(
      async () => (await bubbles(again, customerId)).at(-1),
      (one) => one?.state === 'read' || one?.state === 'delivered',
    )
    const ledger = JSON.stringify(await simulator.control('GET', '/simulator/ledger'))
    expect(ledger.match(/"type":"image"/g) ?? []).toHaveLength(1)
  })
})

describe('after a kill', () => {
  it('files without a row go, rows without a file say so, and what was never sent goes after a month', async () => {
    const vault = newVault()
    const { shop, customerId } = await quiet(vault)
    const pdf = makeSampleFile('document').bytes
    const lost = valueOf(await attach(shop, customerId, fileOf(shop, 'lost.pdf', pdf)))
    const [lostName = ''] = names(shop)
    const whole = valueOf(await attach(shop, customerId, fileOf(shop, 'whole.pdf', pdf)))
    await shop.close()
    writeFileSync(join(folderOf(shop), lostName), '')
    writeFileSync(join(folderOf(shop), 'stray'), 'x')
    writeFileSync(join(folderOf(shop), 'half.part'), 'x')
    const again = await openShop(vault, manualClock(), { files: true })
    again.media.begin()
    expect(names(again)).toHaveLength(2)
    // Emptied, not gone: found when it is read, and said.
    const readOf = (mediaFileId: string) => again.call('media.read', { mediaFileId, start: 0, length: 100 })
    expect(await readOf(lost.file.mediaFileId)).toMatchObject({ error: { code: 'media-damaged' } })
    expect(valueOf(await again.call('media.attached', { customerId })).attached[0]?.file).toMatchObject({
      state: 'refused',
      reason: 'media-damaged',
    })
    expect((await readOf(whole.file.mediaFileId)).ok).toBe(true)
    again.clock.set(again.clock.now() + 31 * DAY)
    again.media.begin()
    expect(names(again)).toEqual([])
  })

  it('erasing or taking back removes rows, keys and bytes', async () => {
    const { shop, customerId } = await quiet()
    valueOf(await attach(shop, customerId, fileOf(shop, 'a.pdf', makeSampleFile('document').bytes)))
    const [source] = shop.media.personalData
    const collected = source?.collect(shop.vault.store.read, customerId)
    expect(collected?.items).toMatchObject([{ name: 'a.pdf', direction: 'out' }])
    expect(Buffer.from(collected?.files[0]?.bytes ?? []).equals(Buffer.from(makeSampleFile('document').bytes))).toBe(true)
    expect(shop.vault.store.write((db) => source?.erase(db, customerId))).toBe(1)
    expect(names(shop)).toEqual([])
    expect(shop.vault.store.read.all(sql`select * from media_leftover`)).toEqual([])
  })
})

describe('a disk that takes no more', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EIO', 'disk-failed'],
  ])('%s is told as %s', (code, told) => expect(trouble(Object.assign(new Error('no'), { code }))).toBe(told))

  it('is never blamed for a bug', () => expect(trouble(new TypeError('bug'))).toBeNull())
})
