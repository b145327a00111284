import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

const DAY = 86_400_000
const lying = (shop: Pick<Shop, 'vault'>) => readdirSync(join(shop.vault.folder, 'media'))

async function quiet(vault = newVault(), clock = manualClock()) {
  const shop = await openShop(vault, clock, { files: true })
  const customerId = receive(shop, inboundOf({ wamid: `wamid.${clock.now()}`, at: clock.now(), ...textOf('hi') }))
  return { shop, customerId, clock }
}

/** A price list and a photo that the shop keeps for its quick replies. */
async function keepTwo(shop: Pick<Shop, 'vault' | 'call'>) {
  const put = async (name: string, kind: 'document' | 'image') => {
    const file = join(shop.vault.folder, name)
    writeFileSync(file, makeSampleFile(kind).bytes)
    return valueOf(await shop.call('media.attach', { file })).file.mediaFileId
  }
  return [await put('價目表.pdf', 'document'), await put('shop.jpg', 'image')]
}

const save = (shop: Pick<Shop, 'call'>, mediaFileIds: readonly string[], more: object = {}) =>
  shop.call('quickReply.save', { shortcut: 'prices', title: 'Prices', text: 'Our prices', mediaFileIds: [...mediaFileIds], ...more })

describe('files of a quick reply', () => {
  it('are kept sealed, told in their order, and can be read for a picture of them', async () => {
    const { shop } = await quiet()
    const ids = await keepTwo(shop)
    const saved = valueOf(await save(shop, ids))
    expect(saved.files.map(({ file, as }) => [file.name, as])).toEqual([
      ['價目表.pdf', 'document'],
      ['shop.jpg', 'image'],
    ])
    expect(lying(shop)).toHaveLength(2)
    for (const name of lying(shop)) expect(readFileSync(join(shop.vault.folder, 'media', name)).includes('PDF')).toBe(false)
    const read = valueOf(await shop.call('media.read', { mediaFileId: ids[0] ?? '', start: 0, length: 524_288 }))
    expect(Buffer.from(read.bytes, 'base64').equals(Buffer.from(makeSampleFile('document').bytes))).toBe(true)
    expect(await save(shop, ['med_0000000000000'], { shortcut: 'other' })).toMatchObject({ error: { code: 'media-gone' } })
  })

  it('go out after the text, and none goes where one of them is gone', async () => {
    const { shop, customerId } = await quiet()
    const mediaFileIds = await keepTwo(shop)
    const { quickReplyId } = valueOf(await save(shop, mediaFileIds))
    const send = (ids: readonly string[]) =>
      shop.call('quickReply.send', { quickReplyId, customerId, text: 'Our prices', mediaFileIds: [...ids], holdMs: 3_000 })
    expect(await send([mediaFileIds[0] ?? '', 'med_0000000000000'])).toMatchObject({ error: { code: 'media-gone' } })
    expect((await bubbles(shop, customerId)).filter(({ direction }) => direction === 'out')).toEqual([])
    valueOf(await send(mediaFileIds))
    const said = (await bubbles(shop, customerId)).filter(({ direction }) => direction === 'out').map(({ content }) => content)
    expect(
      said.map((content) => (content.kind === 'media' ? `${content.media} ${content.fileName ?? ''}`.trim() : content.kind)).toSorted(),
    ).toEqual(['document 價目表.pdf', 'image', 'text'])
    // What is in the chat is the chat's own, so that it can be erased with the person and stays when the shop drops it.
    expect(valueOf(await shop.call('media.attached', { customerId })).attached).toEqual([])
    expect(shop.vault.store.read.all(sql`select 1 from media_file where message_seq is not null`)).toHaveLength(2)
  })

  it('stay while anything carries them, whoever goes first: the quick reply, or the person they were sent to', async () => {
    const vault = newVault()
    const clock = manualClock()
    const { shop, customerId } = await quiet(vault, clock)
    const mediaFileIds = await keepTwo(shop)
    const { quickReplyId } = valueOf(await save(shop, mediaFileIds))
    valueOf(
      await shop.call('quickReply.send', { quickReplyId, customerId, text: 'x', mediaFileIds: [mediaFileIds[0] ?? ''], holdMs: 3_000 }),
    )
    // Taken away and put back by Undo, within the day.
    valueOf(await shop.call('quickReply.remove', { quickReplyId }))
    await shop.close()
    const again = await openShop(vault, clock, { files: true })
    again.media.begin()
    const kept = valueOf(await save(again, mediaFileIds))
    expect(kept.files).toHaveLength(2)
    again.vault.store.write((db) => db.run(sql`delete from media_file`))
    await again.close()
    await clock.advance(2 * DAY)
    const later = await openShop(vault, clock, { files: true })
    later.media.begin()
    expect(lying(later)).toHaveLength(2)
    // The reply that was still held gives up its file: its window has closed meanwhile.
    await clock.advance(10_000)
    valueOf(await later.call('quickReply.remove', { quickReplyId: kept.quickReplyId }))
    await later.close()
    const last = await openShop(vault, clock, { files: true })
    last.media.begin()
    expect(lying(last)).toEqual([])
  })

  it('arrive at the customer, handed to Meta once however often they are sent', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    const customerId = await writeFromOutside(shop, simulator)
    const mediaFileIds = await keepTwo(shop)
    const { quickReplyId } = valueOf(await save(shop, mediaFileIds))
    for (const count of [1, 2]) {
      valueOf(await shop.call('quickReply.send', { quickReplyId, customerId, text: `take ${count}`, mediaFileIds }))
      await until(
        () => bubbles(shop, customerId),
        (all) =>
          all.filter(({ direction, state }) => direction === 'out' && ['sent', 'delivered', 'read'].includes(state ?? '')).length ===
          count * 3,
      )
    }
    expect(shop.vault.store.read.all(sql`select distinct meta_id from media_file`)).toHaveLength(2)
  })
})
