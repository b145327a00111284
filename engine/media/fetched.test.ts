import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeSampleFile } from '../../simulator/behaviour/sample-files/index.ts'
import { bubbles, connectedShopWithFiles, newVault, openShop, until, valueOf, type Shop } from '../../test/support/chat-shop.ts'
import type { SimulatorHere } from '../../test/support/simulator-here.ts'
import { createCloudApi } from '../cloud-api/index.ts'
import { manualClock, secureRandom, silentLogger } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { fetchFile } from './fetch-file.ts'
import { afterFailure } from './fetch-rules.ts'
import { createShelf } from './shelf.ts'

const FROM = '+886900000001'
const DAY = 86_400_000

/** A customer sends a file; answers what the chat shows of it once `fits`. */
async function sent(shop: Shop, simulator: SimulatorHere, [kind, wish, state]: readonly [string, object, string | null]) {
  await simulator.control('POST', `/simulator/events/${kind}`, { from: FROM, ...wish })
  return shownFile(shop, (file) => file.state === state || (state === null && file.reason !== null))
}

type File = {
  mediaFileId: string
  state: string
  reason: string | null
  shownAs: string
  isRisky: boolean
  name: string
  sizeBytes: number | null
  mimeType: string
}

async function shownFile(shop: Shop, fits: (file: File) => boolean): Promise<File> {
  const found = await until(
    async () => {
      const [customer] = valueOf(await shop.call('inbox.list', {})).conversations
      const last = customer === undefined ? undefined : (await bubbles(shop, customer.customerId)).at(-1)
      return last?.content.kind === 'media' ? (last.content.file ?? null) : null
    },
    (file) => file !== null && fits(file),
  )
  if (found === null) throw new Error('Cannot happen: it was waited for')
  return found
}

async function bytesOf(shop: Shop, mediaFileId: string, [start, length] = [0, 524_288]): Promise<Buffer> {
  return Buffer.from(valueOf(await shop.call('media.read', { mediaFileId, start, length })).bytes, 'base64')
}

const folderOf = (shop: Shop) => join(shop.vault.folder, 'media')
const kept = (shop: Shop) => readdirSync(folderOf(shop))

describe('a file from a customer', () => {
  it('is fetched by itself, kept sealed, and given back byte by byte', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    shop.media.begin()
    const sample = makeSampleFile('image')
    const file = await sent(shop, simulator, ['image', { caption: '這一款' }, 'here'])
    expect(file).toMatchObject({ mimeType: 'image/png', shownAs: 'image', isRisky: false, sizeBytes: sample.bytes.length, reason: null })
    expect(file.name).toMatch(/^image-\d{4}-\d\d-\d\d\.png$/)
    expect((await bytesOf(shop, file.mediaFileId)).equals(Buffer.from(sample.bytes))).toBe(true)
    expect((await bytesOf(shop, file.mediaFileId, [3, 5])).equals(Buffer.from(sample.bytes).subarray(3, 8))).toBe(true)
    const [name = ''] = kept(shop)
    expect(kept(shop)).toHaveLength(1)
    expect(readFileSync(join(folderOf(shop), name)).includes('PNG')).toBe(false)
    expect(shop.announced).toContain('inbox.changed file')
  })

  it('waits to be asked for when it is larger than the shop chose, and comes then', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    shop.media.begin()
    valueOf(await shop.call('media.setSettings', { automaticBytes: 100 }))
    const waiting = await sent(shop, simulator, ['document', { fileName: 'menu.pdf' }, 'elsewhere'])
    expect(waiting.sizeBytes).toBe(makeSampleFile('document').bytes.length)
    expect(await shop.call('media.read', { mediaFileId: waiting.mediaFileId, start: 0, length: 1 })).toMatchObject({
      error: { code: 'media-gone' },
    })
    expect(valueOf(await shop.call('media.fetch', { mediaFileId: waiting.mediaFileId })).state).toBe('loading')
    expect(await shownFile(shop, ({ state }) => state === 'here')).toMatchObject({ shownAs: 'save-only', name: 'menu.pdf' })
    expect(valueOf(await shop.call('media.settings', {}))).toMatchObject({ automaticBytes: 100, keptFiles: 1 })
  })

  it('is saved where the person chose; a program only when the risk was accepted', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    shop.media.begin()
    const base64 = Buffer.from('MZ not a price list').toString('base64')
    const file = await sent(shop, simulator, ['document', { fileName: 'prices\u202Efdp.exe', base64 }, 'here'])
    expect(file).toMatchObject({ isRisky: true, shownAs: 'save-only', name: 'pricesfdp.exe' })
    const target = join(shop.vault.folder, '..', `${file.mediaFileId}.exe`)
    const save = (isRiskAccepted: boolean) => shop.call('media.save', { mediaFileId: file.mediaFileId, target, isRiskAccepted })
    expect(await save(false)).toMatchObject({ error: { code: 'input-refused' } })
    expect(valueOf(await save(true))).toEqual({ sizeBytes: 19 })
    expect(readFileSync(target, 'utf8')).toBe('MZ not a price list')
    // It is out of reach from now on, so that erasing this person names it.
    const noted = shop.vault.store.read.all(sql`select kind, file_name as name, customer_seq is not null as isTied from exported_file`)
    expect(noted).toEqual([{ kind: 'person', name: `${file.mediaFileId}.exe`, isTied: 1 }])
  })

  it('goes on waiting while nothing can be reached, over a restart, and comes as soon as there is a line', async () => {
    const vault = newVault()
    const { shop, simulator } = await connectedShopWithFiles(vault)
    // Not begun: what came waits in the table.
    await sent(shop, simulator, ['voice', {}, 'loading'])
    await shop.close()
    const again = await openShop(vault, shop.clock, { files: true })
    again.media.begin()
    const file = await shownFile(again, ({ state }) => state === 'here')
    expect(file).toMatchObject({ shownAs: 'audio', mimeType: 'audio/ogg' })
  })
})

describe('I-08: a file that is not what was said', () => {
  it.each([
    ['size', 'media-damaged'],
    ['endless', 'media-damaged'],
    ['bytes', 'media-damaged'],
    ['swapped', 'media-damaged'],
    ['host', 'address-refused'],
    ['redirect', 'redirect-refused'],
  ])('%s: dropped whole, said why, and tried again later', async (trouble, reason) => {
    const { shop, simulator } = await connectedShopWithFiles()
    shop.media.begin()
    const askedAt = shop.clock.now()
    const file = await sent(shop, simulator, ['image', { trouble }, null])
    expect(file).toMatchObject({ state: 'loading', reason, shownAs: 'save-only' })
    expect(kept(shop)).toEqual([])
    const row = shop.vault.store.read.get<{ tries: number; wait: number }>(
      sql`select tries, next_try_at - ${askedAt} as wait from media_file`,
    )
    // Ten seconds after the first try, a minute after the next, however long this test takes.
    expect(row?.wait).toBeGreaterThanOrEqual(row?.tries === 1 ? 10_000 : 70_000)
  })

  it('too large for its kind is never fetched', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    shop.media.begin()
    const base64 = Buffer.concat([makeSampleFile('image').bytes, Buffer.alloc(5 * 1024 * 1024)]).toString('base64')
    const file = await sent(shop, simulator, ['image', { base64 }, 'refused'])
    expect(file.reason).toBe('media-too-large')
    expect(kept(shop)).toEqual([])
  })

  it('slow: a body on which too little moves is given up after 60 s', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    await sent(shop, simulator, ['image', { trouble: 'slow' }, 'loading'])
    const clock = manualClock()
    const { url: baseUrl, token, apiVersion, phoneNumberId, wabaId } = simulator.facts
    const api = createCloudApi({
      baseUrl,
      token,
      apiVersion,
      phoneNumberId,
      wabaId,
      authHeader: 'Authorization',
      appSecret: null,
      clock,
      logger: silentLogger,
    })
    const said = shop.vault.store.read.get<{ mediaId: string }>(sql`select media_id as mediaId from message_file`)
    const shelf = createShelf(shop.vault.folder, secureRandom)
    const fetching = fetchFile({ clock, shelf, media: api.media }, { mediaId: said?.mediaId ?? '', sha256: null, maxBytes: 5_000_000 })
    const ended = fetching.then(() => true)
    // The clock stands still until the body has begun.
    await until(
      () => kept(shop),
      (names) => names.length > 0,
    )
    for (;;) {
      await clock.advance(30_000)
      if (await Promise.race([ended, new Promise<false>((resolve) => setTimeout(() => resolve(false), 20))])) break
    }
    expect(await fetching).toMatchObject({ error: { code: 'network-timeout' } })
    expect(kept(shop)).toEqual([])
    await api.close()
  })

  it('expired: Meta keeps it no longer, and the chat says so', async () => {
    const { shop, simulator } = await connectedShopWithFiles()
    await sent(shop, simulator, ['image', {}, 'loading'])
    await simulator.control('POST', '/simulator/clock', { advanceMs: 8 * DAY })
    shop.vault.store.write((db) => db.run(sql`update media_file set since = since - ${8 * DAY}`))
    shop.media.begin()
    expect(await shownFile(shop, ({ state }) => state !== 'loading')).toMatchObject({ state: 'expired', reason: null })
  })

  it('is tried less and less often, and given up for good where more tries bring nothing', () => {
    const now = 100 * DAY
    const next = (code: Parameters<typeof afterFailure>[0], tries: number, ageMs = 0) =>
      afterFailure(code, { tries, since: now - ageMs, now })
    const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => (next('network-unreachable', tries).nextTryAt ?? 0) - now)
    expect(waits).toEqual([10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 21_600_000])
    expect(next('media-damaged', 3)).toMatchObject({ state: 'refused', reason: 'media-damaged', nextTryAt: null })
    expect(next('meta-permission-missing', 9, 6 * DAY).state).toBe('loading')
    expect(next('meta-permission-missing', 1, 7 * DAY).state).toBe('expired')
    expect(next('network-unreachable', 9, 13 * DAY).state).toBe('loading')
    expect(next('network-unreachable', 9, 14 * DAY).state).toBe('expired')
    expect(next('disk-full', 2).state).toBe('loading')
  })
})
