import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decryptedBytes, tracesIn } from '../../test/support/decrypted-copy.ts'
import { ORDER_CANARY, writeOrderCanary } from '../../test/support/order-canary.ts'
import { privacyRoom, type PrivacyRoom } from '../../test/support/privacy-room.ts'
import { sql } from '../store/index.ts'
import { firstBrokenReceipt } from './erase/receipts.ts'

const NAME = '許功蓋測試'
const PHONE = '+886912345678'
const SECRET = '我想訂三盒凍頂烏龍謝謝'
/** Everything that must be gone: name, number in all its forms, texts, user id, tag and note of nobody else. */
const TRACES = [
  NAME,
  '886912345678',
  '0912345678',
  '0912 345 678',
  '912 345 678',
  SECRET,
  'TW.secretuser',
  '專屬標籤',
  '靠窗的老位置',
  'wamid.SECRET',
  ORDER_CANARY,
  '許小姐',
  'draft-canary-7',
  'CANARY detail',
  '我 想 訂',
  '許 功 蓋 測 試',
]

describe('privacy', () => {
  let room: PrivacyRoom
  let customerId: string
  beforeEach(async () => {
    room = await privacyRoom()
    customerId = await fill(room)
  })
  afterEach(() => room.close())

  const target = (name = 'person.zip') => join(room.vault.folder, name)
  const exported = async (more: object = {}) => {
    const answer = await room.call('customer.export', { customerId, target: target(), ...more })
    return { answer, files: unzipSync(new Uint8Array(readFileSync(target()))) }
  }
  const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
  const erase = (confirmation = '5678') => room.call('customer.erase', { customerId, confirmation })

  describe('an export', () => {
    it('holds everything kept about the person and nothing of others, with check sums that fit', async () => {
      const { answer, files } = await exported()
      expect(Object.keys(files).toSorted()).toEqual(['data.json', 'index.html', 'manifest.json'])
      const data = text(files['data.json'])
      for (const wanted of [
        NAME,
        PHONE,
        SECRET,
        'TW.secretuser',
        '專屬標籤',
        '靠窗的老位置',
        'CANARY detail',
        'draft-canary-7',
        '8.86912E+11',
        'TEA-CODE-1',
        'wamid.SECRET',
        'Autumn tea',
      ])
        expect(data).toContain(wanted)
      for (const others of ['別人的名字', '+886933111222', '別人的話']) expect(data).not.toContain(others)
      const manifest = JSON.parse(text(files['manifest.json'])) as { files: { path: string; sizeBytes: number; sha256: string }[] }
      expect(manifest.files.map((file) => file.path).toSorted()).toEqual(['data.json', 'index.html'])
      for (const file of manifest.files) {
        const bytes = files[file.path]!
        expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([file.sizeBytes, file.sha256])
      }
      const zip = readFileSync(target())
      expect(answer).toEqual({
        fileName: 'person.zip',
        sizeBytes: zip.length,
        sha256: createHash('sha256').update(zip).digest('hex'),
        entries: 3,
        messages: 2,
      })
      expect(statSync(target()).mode & 0o777).toBe(0o600)
      expect(readdirSync(room.vault.folder).filter((name) => name.endsWith('.part'))).toEqual([])
    })

    it('covers every column of every table that a row of the person stands in', async () => {
      const { files } = await exported()
      const data = text(files['data.json'])
      const row = room.vault.store.read.get<Record<string, unknown>>(sql`select * from customer where customer_id = ${customerId}`)!
      const derived = ['seq', 'same_person_key']
      const filled = Object.entries(row).filter(([column, value]) => value !== null && value !== '' && !derived.includes(column))
      expect(filled.filter(([, value]) => !data.includes(String(value))).map(([column]) => column)).toEqual([])
    })

    it('is noted, and the next one tells of it', async () => {
      const first = await exported()
      expect(text((await exported()).files['data.json'])).toContain(first.answer.sha256)
      expect((await room.call('customer.get', { customerId })).lastExportAt).toBe(room.clock.now())
      expect((await room.call('customer.erasePreview', { customerId })).exportedAt).toHaveLength(2)
    })

    it('reads in the customer language or the one asked for, escaped and without script', async () => {
      await room.call('customer.save', { customerId, name: '<script>alert(1)</script>"&', language: 'zh-TW' })
      const chinese = text((await exported()).files['index.html'])
      expect(chinese).toContain('lang="zh-TW"')
      expect(chinese).toContain('同意紀錄')
      expect(chinese).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;')
      expect(chinese).not.toMatch(/<script|<link|<img|https?:\/\/|javascript:/i)
      expect(text((await exported({ locale: 'en' })).files['index.html'])).toContain('Consent history')
      expect(text((await exported({ locale: 'zh-CN' })).files['index.html'])).toContain('同意记录')
    })

    it('says why it could not be written and leaves nothing', async () => {
      expect(await room.failure('customer.export', { customerId, target: join(room.vault.folder, 'no', 'where.zip') })).toMatchObject({
        code: 'file-write-failed',
      })
      mkdirSync(target('folder.zip'))
      expect(await room.failure('customer.export', { customerId, target: target('folder.zip') })).toMatchObject({
        code: 'file-write-failed',
      })
      expect(readdirSync(room.vault.folder).filter((name) => name.endsWith('.part'))).toEqual([])
      expect(await room.failure('customer.export', { customerId: 'cus_0000000000000000', target: target() })).toMatchObject({
        code: 'customer-missing',
      })
      expect(room.vault.store.read.all(sql`select 1 from export_record`)).toEqual([])
    })
  })

  describe('erasing', () => {
    it('tells first what goes, what stays and what must be typed, and changes nothing', async () => {
      const preview = await room.call('customer.erasePreview', { customerId })
      expect(preview).toMatchObject({ name: NAME, confirmWith: 'phone', exportedAt: [] })
      expect(Object.fromEntries(preview.removed.map(({ kind, count }) => [kind, count]))).toEqual({
        profile: 1,
        tags: 1,
        'consent history': 1,
        dates: 1,
        orders: 1,
        imports: 3,
        messages: 2,
        conversations: 1,
        'sent messages': 2,
        'coupon codes': 1,
        broadcasts: 1,
        events: 1,
      })
      for (const wrong of ['5679', '', '886912345678', customerId.slice(-4)]) {
        expect(await room.failure('customer.erase', { customerId, confirmation: wrong.slice(0, 16) })).toMatchObject({
          code: 'erase-confirmation-wrong',
          params: { confirmWith: 'phone' },
        })
      }
      expect((await room.call('customer.erasePreview', { customerId })).removed).toEqual(preview.removed)
    })

    it('removes the person from every page, the search and the log of writes, and the same scan finds them before', async () => {
      const before = tracesIn(decryptedBytes(room.vault), TRACES)
      expect(before).toEqual(
        expect.arrayContaining([NAME, '886912345678', SECRET, 'TW.secretuser', 'wamid.SECRET', 'draft-canary-7', ORDER_CANARY]),
      )
      const preview = await room.call('customer.erasePreview', { customerId })
      const receipt = await erase('５６７８')
      expect(tracesIn(decryptedBytes(room.vault), TRACES)).toEqual([])
      expect(statSync(`${room.vault.file}-wal`).size).toBe(0)
      const sorted = (counts: readonly { kind: string; count: number }[]) =>
        counts.toSorted((one, other) => one.kind.localeCompare(other.kind))
      expect(sorted(receipt.removed)).toEqual(sorted(preview.removed))
      expect(receipt).toMatchObject({ receiptId: 'E-2026-0001', by: 'owner', suppressionKept: true })
      expect(tracesIn(Buffer.from(JSON.stringify(receipt)), TRACES)).toEqual([])
      expect(await room.failure('customer.get', { customerId })).toMatchObject({ code: 'customer-missing' })
      // Others are whole.
      expect((await room.call('customer.list', { search: '別人' })).total).toBe(1)
      expect(room.vault.store.read.get(sql`select count(*) as n from message`)).toEqual({ n: 1 })
      room.vault.store.write((db) => {
        db.run(sql`insert into customer_search (customer_search) values ('integrity-check')`)
        db.run(sql`insert into message_search (message_search) values ('integrity-check')`)
      })
    })

    it('would leave traces without secure delete: the scan can fail', () => {
      const leaky = decryptedBytes(room.vault, (connection) => {
        connection.pragma('secure_delete=off')
        connection.pragma('foreign_keys=on')
        connection.exec(
          `insert into customer_search (customer_search, rank) values ('secure-delete', 0); insert into message_search (message_search, rank) values ('secure-delete', 0)`,
        )
        connection.exec(
          `delete from message where customer_seq = 1; delete from customer where seq = 1; delete from import_row; delete from send; delete from raw_event`,
        )
      })
      expect(tracesIn(leaky, TRACES)).toEqual(expect.arrayContaining([NAME, SECRET]))
    })

    it('withdraws what was planned for the person, so that nothing leaves any more', async () => {
      await erase()
      expect(room.vault.store.read.all(sql`select state, reason, to_phone as phone, customer_seq as seq from send order by state`)).toEqual(
        [
          { state: 'accepted', reason: null, phone: null, seq: null },
          { state: 'skipped', reason: 'erased', phone: null, seq: null },
        ],
      )
    })

    it('keeps the person away afterwards, in every spelling, by import and by hand', async () => {
      await erase()
      const spellings = [
        '0912345678',
        '0912 345 678',
        '+886 912-345-678',
        '00886912345678',
        '886912345678',
        '０９１２３４５６７８',
        '٠٩١٢٣٤٥٦٧٨',
        '(0912) 345-678',
      ]
      const path = join(room.vault.folder, 'again.csv')
      for (const spelling of spellings) {
        writeFileSync(path, `Name,Phone\n${NAME},${spelling}\n`)
        const run = await room.call('customer.import', {
          file: path,
          consent: { state: 'agreed', source: 'paper-form', detail: '', wording: '', at: 1 },
        })
        expect([spelling, run.counts]).toEqual([
          spelling,
          { rows: 1, new: 0, update: 0, same: 0, duplicate: 0, suppressed: 1, refused: 0, noConsent: 0 },
        ])
        expect(await room.failure('customer.save', { phone: spelling })).toMatchObject({ code: 'customer-erased-before' })
      }
      expect(tracesIn(decryptedBytes(room.vault), TRACES)).toEqual([])
    })

    it('forgets even the hash when asked to', async () => {
      const receipt = await room.call('customer.erase', { customerId, confirmation: '5678', keepSuppression: false })
      expect(receipt.suppressionKept).toBe(false)
      expect(room.vault.store.read.all(sql`select 1 from suppression`)).toEqual([])
      expect((await room.call('customer.save', { phone: '0912345678' })).phone).toBe(PHONE)
    })

    it('asks for the customer code where there is no number', async () => {
      const stranger = room.vault.store.write((db) =>
        room.customer.recognise(db, { phone: null, userId: 'BR.nonumber', username: 'ana', profileName: 'Ana', at: 5 }),
      )
      expect((await room.call('customer.erasePreview', { customerId: stranger.customerId })).confirmWith).toBe('code')
      await room.call('customer.erase', { customerId: stranger.customerId, confirmation: stranger.customerId.slice(-4).toUpperCase() })
      expect(room.customer.isSuppressed(room.vault.store.read, null, 'BR.nonumber')).toBe(true)
    })

    it('numbers receipts within the year and chains them, so that a changed or missing one shows', async () => {
      await erase()
      for (const phone of ['0955000111', '0966000222']) {
        const card = await room.call('customer.save', { phone })
        room.clock.set(room.clock.now() - 60_000)
        await room.call('customer.erase', { customerId: card.customerId, confirmation: phone.slice(-4) })
      }
      room.clock.set(Date.UTC(2026, 11, 31, 16, 30))
      const card = await room.call('customer.save', { phone: '0977000333' })
      await room.call('customer.erase', { customerId: card.customerId, confirmation: '0333' })
      const { receipts } = await room.call('customer.receipts', {})
      expect(receipts.map((receipt) => receipt.receiptId)).toEqual(['E-2027-0001', 'E-2026-0003', 'E-2026-0002', 'E-2026-0001'])
      expect(firstBrokenReceipt(receipts)).toBe(null)
      expect(
        firstBrokenReceipt(receipts.map((receipt) => (receipt.receiptId === 'E-2026-0002' ? { ...receipt, by: 'somebody' } : receipt))),
      ).toBe('E-2026-0002')
      expect(firstBrokenReceipt(receipts.filter((receipt) => receipt.receiptId !== 'E-2026-0002'))).toBe('E-2026-0003')
    })

    it('leaves no trace among thousands of neighbours that moved over its pages', async () => {
      const rows = Array.from(
        { length: 4000 },
        (_, index) => `客${index},09${String(10_000_000 + ((index * 7919) % 89_999_999))},t${index % 7},note ${'x'.repeat(index % 300)}`,
      )
      rows.splice(2000, 0, '林難忘獨特,0987654321,稀有標籤,很特別的備註內容')
      const path = join(room.vault.folder, 'many.csv')
      writeFileSync(path, `Name,Phone,Tags,Note\n${rows.join('\n')}\n`)
      const run = await room.call('customer.import', { file: path, consent: { state: 'unknown' } })
      const traces = ['林難忘獨特', '987654321', '稀有標籤', '很特別的備註內容', '林 难 忘', '林 難 忘']
      const person = (await room.call('customer.list', { search: '林難忘' })).customers[0]!
      for (let change = 0; change < 300; change += 1) {
        const { customers } = await room.call('customer.list', { search: `客${change * 13}`, limit: 1 })
        if (customers[0] !== undefined)
          await room.call('customer.save', { customerId: customers[0].customerId, note: 'y'.repeat((change * 37) % 900) })
      }
      await room.call('customer.save', { customerId: person.customerId, addressAs: '林小姐', note: `${'很特別的備註內容'.repeat(40)}` })
      expect(tracesIn(decryptedBytes(room.vault), traces).length).toBeGreaterThan(3)
      await room.call('customer.erase', { customerId: person.customerId, confirmation: '4321' })
      expect(tracesIn(decryptedBytes(room.vault), traces)).toEqual([])
      expect(run.counts.new).toBeGreaterThan(3900)
    })
  })

  it('has words for every kind of data, the same in every language', () => {
    const files = ['en', 'zh-TW', 'zh-CN'].map(
      (locale) => JSON.parse(readFileSync(new URL(`words/${locale}.json`, import.meta.url), 'utf8')) as Record<string, unknown>,
    )
    const keys = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keys(inner)]))
        : typeof value
    expect(keys(files[1])).toEqual(keys(files[0]))
    expect(keys(files[2])).toEqual(keys(files[0]))
    expect(room.sources.map((source) => source.kind).filter((kind) => !(kind in (files[0]!['kinds'] as object)))).toEqual([])
    expect(existsSync(target())).toBe(false)
  })
})

/** Puts the person into every table that keeps personal data, and somebody else beside. */
async function fill(room: PrivacyRoom): Promise<string> {
  const { store } = room.vault
  const at = room.clock.now()
  const message = (wamid: string, body: string) => ({
    wamid,
    at,
    username: null,
    message: { type: 'text', text: { body }, id: wamid, from: '', timestamp: '' },
    contextWamid: null,
    forwarded: null,
    aboutProduct: null,
    referral: null,
  })
  const card = await room.call('customer.save', {
    phone: PHONE,
    name: NAME,
    addressAs: '許小姐',
    tags: ['專屬標籤'],
    note: '靠窗的老位置',
    language: 'zh-TW',
  })
  await room.call('customer.recordConsent', { customerId: card.customerId, decision: 'yes', source: 'paper-form', detail: 'CANARY detail' })
  const other = await room.call('customer.save', { phone: '+886933111222', name: '別人的名字' })
  store.write((db) => {
    room.inbox.inbound(db, { ...message('wamid.SECRET1', SECRET), phone: PHONE, userId: 'TW.secretuser', profileName: 'x' } as never)
    room.inbox.inbound(db, { ...message('wamid.SECRET2', `${SECRET}二`), phone: PHONE, userId: 'TW.secretuser', profileName: 'x' } as never)
    room.inbox.inbound(db, { ...message('wamid.OTHER', '別人的話'), phone: '+886933111222', userId: null, profileName: 'y' } as never)
  })
  await room.call('inbox.saveDraft', { customerId: card.customerId, text: 'draft-canary-7' })
  const csv = join(room.vault.folder, 'people.csv')
  writeFileSync(csv, `Name,Phone\n${NAME},0912 345 678\n${NAME},8.86912E+11\n別人的名字,0933111222\n,0912-345-678\n`)
  await room.call('customer.import', { file: csv, consent: { state: 'unknown' } })
  const ref = room.customer.find(store.read, card.customerId)!
  const send = (sendId: string) => ({
    sendId,
    rkey: sendId,
    customerSeq: ref.customerSeq,
    toPhone: PHONE,
    toUserId: null,
    body: JSON.stringify({ to: '886912345678', text: SECRET }),
    template: { name: 'tea', language: 'zh_TW', category: 'MARKETING' },
    market: 'TW',
    priceMicros: 1,
  })
  store.write((db) => {
    room.ledger.seal(
      db,
      {
        runId: 'brc_1',
        owner: 'broadcast',
        purpose: 'offer',
        priority: 0,
        pacePerSecond: 1,
        quietHours: null,
        budgetMicros: null,
        sealHash: '',
        latestAt: null,
        retryHeldBack: false,
      },
      [send('snd_1'), send('snd_2')],
    )
    db.run(sql`update send set state = 'accepted', accepted_at = ${at}, wamid = 'wamid.SECRET3' where send_id = 'snd_1'`)
    db.run(sql`insert into status_event (wamid, status, at, received_at) values ('wamid.SECRET3', 'delivered', ${at}, ${at})`)
    db.run(
      sql`insert into broadcast (broadcast_id, name, content, created_at, saved_at) values ('brc_1', 'Autumn tea', '{}', ${at}, ${at})`,
    )
    db.run(sql`insert into broadcast_left_out (broadcast_id, customer_seq, reason) values ('brc_1', ${ref.customerSeq}, 'opted-out')`)
    writeOrderCanary(db, ref.customerSeq, { at, broadcastId: 'brc_1' })
    db.run(
      sql`insert into coupon (seq, coupon_id, name, codes, origin, created_at) values (1, 'cpn_1', 'Tea', 'unique', 'broadcast', ${at})`,
    )
    db.run(
      sql`insert into coupon_code (code, coupon_seq, broadcast_id, send_id, customer_seq, state, created_at) values ('TEA-CODE-1', 1, 'brc_1', 'snd_1', ${ref.customerSeq}, 'issued', ${at})`,
    )
    db.run(
      sql`insert into raw_event (received_at, body, body_sha256, state) values (${at}, ${Buffer.from(JSON.stringify({ from: '886912345678', text: SECRET }))}, ${Buffer.from('h1')}, 'parked')`,
    )
  })
  expect(other.customerId).not.toBe(card.customerId)
  return card.customerId
}
