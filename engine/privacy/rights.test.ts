import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { privacyRoom, type PrivacyRoom } from '../../test/support/privacy-room.ts'
import { memorySecrets } from '../../test/support/temp-vault.ts'
import { openStore, sql, type OpenVault } from '../store/index.ts'
import { erasuresSince } from './erase/tombstones.ts'
import { monthsLater } from './request/rules.ts'

const DAY_MS = 86_400_000
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

describe('rights of customers', () => {
  let room: PrivacyRoom
  beforeEach(async () => {
    room = await privacyRoom()
  })
  afterEach(() => room.close())

  const add = async (phone: string, more: Partial<CallInput<'customer.save'>> = {}) =>
    (await room.call('customer.save', { phone, name: `N ${phone}`, ...more })).customerId
  const erase = (customerId: CallInput<'customer.erase'>['customerId'], phone: string) =>
    room.call('customer.erase', { customerId, confirmation: phone.slice(-4) })
  const path = (name: string) => join(room.vault.folder, name)
  const says = (phone: string, said: string, at: number) =>
    room.vault.store.write((db) =>
      room.inbox.inbound(db, {
        wamid: `wamid.${phone}.${at}`,
        at,
        username: null,
        phone,
        userId: null,
        profileName: '',
        message: { type: 'text', text: { body: said }, id: said, from: '', timestamp: '' },
        contextWamid: null,
        forwarded: null,
        aboutProduct: null,
        referral: null,
      } as never),
    )

  describe('an export with a password', () => {
    it('G-04: opens with the password alone, holds the same files, and leaves nothing readable beside it', async () => {
      const customerId = await add('0911000111', { note: 'canary-note-locked' })
      const password = 'correct horse 8'
      await room.call('customer.export', { customerId, target: path('locked.zip'), password })
      const bytes = readFileSync(path('locked.zip'))
      expect(bytes.includes('canary-note-locked')).toBe(false)
      const read = async (given: string) => {
        const zip = new ZipReader(new Uint8ArrayReader(new Uint8Array(bytes)), { useWebWorkers: false, password: given })
        const entries = await zip.getEntries()
        return Promise.all(
          entries.map(async (entry) =>
            entry.directory ? '' : text(await entry.getData(new Uint8ArrayWriter(), { checkSignature: true })),
          ),
        )
      }
      const files = await read(password)
      expect(files).toHaveLength(3)
      expect(files.join('\n')).toContain('canary-note-locked')
      await expect(read('another one')).rejects.toThrow(/password/i)
      expect(readdirSync(room.vault.folder).filter((name) => name.endsWith('.part'))).toEqual([])
    })

    it('G-04: is remembered by name, asked about after a week, named before an erasure, and forgotten with the person', async () => {
      const customerId = await add('0911000222')
      await room.call('customer.export', { customerId, target: path('N 0911000222.zip') })
      const [file] = (await room.call('privacy.exports', {})).exports
      expect(file).toMatchObject({
        kind: 'person',
        fileName: 'N 0911000222.zip',
        people: 1,
        deleteBy: room.clock.now() + 7 * DAY_MS,
        goneAt: null,
      })
      const preview = await room.call('customer.erasePreview', { customerId })
      expect(preview.exportedFiles).toEqual([{ at: room.clock.now(), fileName: 'N 0911000222.zip', isSure: true }])
      expect(preview.backups).toEqual({ files: 0, seconds: 0 })
      const later = await room.call('privacy.answerExport', { exportId: file?.exportId ?? 0, answer: 'needed' })
      expect(later.exports[0]?.goneAt).toBe(null)
      await erase(customerId, '0911000222')
      expect((await room.call('privacy.exports', {})).exports[0]).toMatchObject({ fileName: '', people: 1 })
    })
  })

  it('G-03: everybody is written as one file, a person at a time, and a cancelled one leaves nothing', async () => {
    const people = ['0911000001', '0911000002', '0911000003']
    for (const phone of people) await add(phone, { note: `=note ${phone}` })
    const answer = await room.call('privacy.exportEveryone', { target: path('all.zip') })
    expect(answer).toMatchObject({ people: 3, fileName: 'all.zip' })
    const files = unzipSync(new Uint8Array(readFileSync(path('all.zip'))))
    const manifest = JSON.parse(text(files['manifest.json'])) as { files: { path: string; sha256: string }[] }
    expect(manifest.files.map((file) => file.path).toSorted()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'manifest.json')
        .toSorted(),
    )
    for (const file of manifest.files)
      expect(
        createHash('sha256')
          .update(files[file.path] ?? new Uint8Array())
          .digest('hex'),
      ).toBe(file.sha256)
    expect(text(files['customers.csv'])).toContain('+886911000001')
    expect((await room.call('privacy.exports', {})).exports[0]).toMatchObject({ kind: 'everyone', people: 3 })
    const ending = new AbortController()
    ending.abort()
    expect(await room.failure('privacy.exportEveryone', { target: path('none.zip') }, { signal: ending.signal })).toMatchObject({
      code: 'call-cancelled',
    })
    expect(readdirSync(room.vault.folder).filter((name) => name.startsWith('none') || name.endsWith('.part'))).toEqual([])
  })

  it('G-05: several people go at once, each with a receipt; held ones stay, and the count must be typed', async () => {
    const ids = [await add('0911000001'), await add('0911000002'), await add('0911000003')]
    await room.call('customer.hold', { customerId: ids[1] ?? ids[0]!, why: 'a dispute' })
    expect(await room.failure('customer.eraseMany', { customerIds: ids, confirmation: '2' })).toMatchObject({
      code: 'erase-confirmation-wrong',
    })
    const { receipts, held } = await room.call('customer.eraseMany', { customerIds: ids, confirmation: '３' })
    expect([receipts.length, held]).toEqual([2, 1])
    expect((await room.call('customer.list', {})).total).toBe(1)
    expect(await room.failure('customer.erase', { customerId: ids[1]!, confirmation: '0002' })).toMatchObject({ code: 'customer-held' })
    const checked = (receiptId: CallInput<'customer.checkReceipt'>['receiptId'], checkCode: string) =>
      room.call('customer.checkReceipt', { receiptId, checkCode })
    const [first, second] = receipts
    expect((await checked(second!.receiptId, ` ${second!.checkCode.toUpperCase()} `)).isGood).toBe(true)
    expect((await checked(second!.receiptId, first!.checkCode)).isGood).toBe(false)
    await room.call('customer.receiptPage', { receiptId: second!.receiptId, target: path('receipt.html'), locale: 'zh-TW' })
    const page = readFileSync(path('receipt.html'), 'utf8')
    expect(page).toContain(second!.checkCode)
    expect(page).not.toMatch(/<script|0911000003|N 0911/)
  })

  describe('G-07: a copy from before an erasure', () => {
    /** Opens a copy of the rows as a restored vault in the same folder would. */
    const restored = async (file: string, secrets: OpenVault['secrets'] = room.vault.secrets) => {
      const store = openStore({ file, key: room.vault.key })
      const copy = await privacyRoom({ ...room.vault, file, store, secrets, keptSecrets: () => [], remove: () => undefined })
      return { copy, store }
    }

    it('forgets who was erased since, once, with a receipt, and keeps who came back by themselves', async () => {
      const gone = await add('0911000001')
      await add('0911000002')
      room.vault.store.checkpoint()
      copyFileSync(room.vault.file, path('before.db'))
      room.clock.set(room.clock.now() + 1_000)
      await erase(gone, '0911000001')
      expect(existsSync(path('erased.log'))).toBe(true)
      expect([erasuresSince(room.vault.folder, room.clock.now() - 1), erasuresSince(room.vault.folder, room.clock.now())]).toEqual([1, 0])
      expect(readFileSync(path('erased.log'), 'utf8')).not.toMatch(/911000001|N 09|cus_/)
      const { copy, store } = await restored(path('before.db'))
      expect(copy.privacy.returnedIn(store)).toBe(1)
      expect(copy.privacy.replayTombstones()).toBe(1)
      expect(copy.privacy.replayTombstones()).toBe(0)
      expect((await copy.call('customer.list', {})).customers.map(({ phone }) => phone)).toEqual(['+886911000002'])
      expect((await copy.call('customer.receipts', {})).receipts[0]).toMatchObject({ by: 'restore', suppressionKept: true })
      expect(copy.customer.isSuppressed(store.read, '+886911000001')).toBe(true)
      await copy.close()
      store.close()
    })

    it('forgets every number of somebody whose records were made one, and keeps each of them away', async () => {
      const gone = await add('0911000001')
      const twin = await add('0911000003')
      room.vault.store.checkpoint()
      copyFileSync(room.vault.file, path('before.db'))
      room.clock.set(room.clock.now() + 1_000)
      await room.call('customer.merge', { keep: gone, other: twin })
      await erase(gone, '0911000001')
      expect(await room.failure('customer.save', { phone: '0911 000 003' })).toMatchObject({ code: 'customer-erased-before' })
      const { copy, store } = await restored(path('before.db'))
      expect(copy.privacy.replayTombstones()).toBe(2)
      expect((await copy.call('customer.list', {})).customers).toEqual([])
      await copy.close()
      store.close()
    })

    it('gets the receipts back that were written after it, their chain whole; one that was changed stays out', async () => {
      const gone = await Promise.all(['0911000001', '0911000002', '0911000003'].map((phone) => add(phone)))
      await erase(gone[0]!, '0911000001')
      room.vault.store.checkpoint()
      for (const name of ['before.db', 'other.db']) copyFileSync(room.vault.file, path(name))
      room.clock.set(room.clock.now() + 1_000)
      await erase(gone[1]!, '0911000002')
      await erase(gone[2]!, '0911000003')
      const given = (await room.call('customer.receipts', {})).receipts
      const beside = readFileSync(path('erased.log'), 'utf8')
      expect(beside).not.toContain(given[0]!.receiptId)
      expect(beside).not.toContain('owner')
      const { copy, store } = await restored(path('before.db'))
      expect((await copy.call('customer.receipts', {})).receipts.map(({ receiptId }) => receiptId)).toEqual([given[2]!.receiptId])
      copy.privacy.replayTombstones()
      const { receipts } = await copy.call('customer.receipts', {})
      expect(receipts.slice(2)).toEqual(given)
      expect(receipts.slice(0, 2).map(({ by }) => by)).toEqual(['restore', 'restore'])
      for (const { receiptId, checkCode } of receipts)
        expect((await copy.call('customer.checkReceipt', { receiptId, checkCode })).isGood).toBe(true)
      copy.privacy.replayTombstones()
      expect((await copy.call('customer.receipts', {})).receipts).toEqual(receipts)
      await copy.close()
      store.close()
      // The second of the three lines is gone: what is chained to it can't be put back either.
      const lines = beside.split('\n').filter((line) => line.startsWith('receipt:'))
      writeFileSync(path('erased.log'), beside.replace(lines[1]!, lines[1]!.slice(0, -8)))
      const other = await restored(path('other.db'))
      other.copy.privacy.replayTombstones()
      expect((await other.copy.call('customer.receipts', {})).receipts.map(({ by }) => by)).toEqual(['restore', 'restore', 'owner'])
      await other.copy.close()
      other.store.close()
    })

    it('is cleaned without a receipt of its own when it is a backup, and without the key of the hashes too', async () => {
      const gone = await add('0911000001')
      room.vault.store.checkpoint()
      copyFileSync(room.vault.file, path('backup.db'))
      room.clock.set(room.clock.now() + 1_000)
      await erase(gone, '0911000001')
      const backup = openStore({ file: path('backup.db'), key: room.vault.key })
      expect(room.privacy.forgetIn(backup)).toBe(1)
      expect(
        backup.read.all(sql`select 1 from customer union all select 1 from erase_receipt union all select 1 from erasure_unfinished`),
      ).toEqual([])
      backup.close()
    })

    it('finds people by their id alone on another computer', async () => {
      const gone = await add('0911000001')
      room.vault.store.checkpoint()
      copyFileSync(room.vault.file, path('elsewhere.db'))
      room.clock.set(room.clock.now() + 1_000)
      await erase(gone, '0911000001')
      const { copy, store } = await restored(path('elsewhere.db'), memorySecrets())
      expect(copy.privacy.replayTombstones()).toBe(1)
      await copy.close()
      store.close()
    })
  })

  it('G-04: a request is due after a month, two more when the person was told why, and ends with the erasure', async () => {
    const at = Date.UTC(2026, 0, 31, 10)
    expect(new Date(monthsLater(at, 1)).toISOString()).toBe('2026-02-28T10:00:00.000Z')
    const customerId = await add('0911000001')
    const made = await room.call('privacy.saveRequest', { kind: 'erase', customerId, receivedAt: at, note: 'by letter' })
    expect(made).toMatchObject({ state: 'open', identity: 'open', dueAt: Date.UTC(2026, 1, 28, 10), customerName: 'N 0911000001' })
    const { entries } = await room.call('customer.timeline', { customerId, kinds: ['request'] })
    expect(entries).toMatchObject([{ at, kind: 'request', facts: { asked: 'erase', state: 'open' } }])
    const longer = await room.call('privacy.saveRequest', { requestId: made.requestId, extendedWhy: 'many chats', identity: 'in-person' })
    expect(longer).toMatchObject({ dueAt: Date.UTC(2026, 3, 30, 10), identity: 'in-person' })
    const other = await room.call('privacy.saveRequest', { kind: 'copy', receivedAt: Date.UTC(2026, 0, 2) })
    expect((await room.call('privacy.requests', {})).requests.map(({ requestId }) => requestId)).toEqual([other.requestId, made.requestId])
    await erase(customerId, '0911000001')
    const { requests, open } = await room.call('privacy.requests', { state: 'all' })
    expect(open).toBe(1)
    expect(requests[1]).toMatchObject({ state: 'done', customerId: null, customerName: '', note: '', extendedWhy: '' })
    expect(await room.failure('privacy.saveRequest', { requestId: made.requestId, note: 'x' })).toMatchObject({
      code: 'privacy-request-closed',
    })
  })

  describe('G-09: what is old', () => {
    const rules = {
      messagesMonths: 24,
      filesMonths: null,
      quietCustomersMonths: 36,
      orderNamesMonths: null,
      refusedRowsHours: 24,
      logsDays: 30,
    }
    /** Lets the nights pass as a shop that is open does, so that nothing looks like a jump. */
    const pass = async (until: number) => {
      for (let at = room.clock.now(); at < until; at = Math.min(until, at + 30 * DAY_MS)) {
        room.clock.set(at)
        await room.privacy.begin()
      }
      room.clock.set(until)
      await room.privacy.begin()
    }
    const kept = () => [
      room.vault.store.read.get<{ n: number }>(sql`select count(*) as n from message`)?.n,
      room.vault.store.read.get<{ n: number }>(sql`select count(*) as n from customer`)?.n,
    ]

    it('goes by night after four years exactly as the dry run said; a held person stays', async () => {
      const held = await add('0911000001')
      await room.call('customer.hold', { customerId: held, why: 'tax matter' })
      const start = room.clock.now()
      for (const phone of ['+886911000001', '+886911000002', '+886911000003']) says(phone, `hello ${phone}`, start)
      await room.call('privacy.saveRetention', rules)
      const end = monthsLater(start, 48)
      await pass(monthsLater(start, 23))
      says('+886911000003', 'still here', room.clock.now())
      expect(kept()).toEqual([4, 3])
      await pass(monthsLater(start, 24) - DAY_MS)
      const preview = await room.call('privacy.previewRetention', {})
      expect(preview.classes.find(({ kind }) => kind === 'messages')).toEqual({ kind: 'messages', count: 0, held: 0 })
      room.clock.set(monthsLater(start, 24) + DAY_MS)
      const due = await room.call('privacy.previewRetention', {})
      expect(due.classes.find(({ kind }) => kind === 'messages')).toEqual({ kind: 'messages', count: 2, held: 1 })
      await pass(monthsLater(start, 24) + 3 * DAY_MS)
      expect(kept()).toEqual([2, 3])
      await pass(end)
      expect(kept()).toEqual([1, 2])
      expect((await room.call('customer.receipts', {})).receipts.map(({ by, suppressionKept }) => [by, suppressionKept])).toEqual([
        ['retention', false],
      ])
      expect((await room.call('privacy.settings', {})).lastRunAt).not.toBe(null)
    })

    it('row 24: a jump of the date asks first and removes nothing until a person says that it is right', async () => {
      says('+886911000002', 'hello', room.clock.now())
      await room.call('privacy.saveRetention', rules)
      await pass(room.clock.now() + 40 * DAY_MS)
      room.clock.set(monthsLater(room.clock.now(), 60))
      await room.privacy.begin()
      expect(kept()).toEqual([1, 1])
      const asked = await room.call('privacy.settings', {})
      expect(asked.asksSince).toBe(room.clock.now())
      await room.call('privacy.confirmRetention', {})
      expect(kept()).toEqual([0, 0])
      expect((await room.call('privacy.settings', {})).asksSince).toBe(null)
    })

    it('a shorter rule begins a week later and can be taken back; a longer one counts at once', async () => {
      const now = room.clock.now()
      const first = await room.call('privacy.settings', {})
      expect(first).toMatchObject({
        retention: { messagesMonths: null },
        pending: { from: now + 7 * DAY_MS, retention: { messagesMonths: 24 } },
      })
      const shorter = await room.call('privacy.saveRetention', { messagesMonths: 12 })
      expect(shorter.pending).toMatchObject({ from: now + 7 * DAY_MS, retention: { messagesMonths: 12 } })
      expect((await room.call('privacy.keepRetention', {})).pending).toBe(null)
      expect(await room.failure('privacy.keepRetention', {})).toMatchObject({ code: 'retention-not-pending' })
      await room.call('privacy.saveRetention', { refusedRowsHours: 12 })
      const longer = await room.call('privacy.saveRetention', { refusedRowsHours: 48 })
      expect(longer).toMatchObject({ pending: null, retention: { refusedRowsHours: 48 } })
    })
  })

  it('G-10: the record of processing and the breach sheet follow from what is there', async () => {
    await add('0911000001')
    const { activities, processors } = await room.call('privacy.records', { locale: 'en' })
    expect(activities.map(({ activity }) => activity)).toEqual(['chats', 'promotions', 'orders'])
    expect(processors.map(({ name }) => name)).toEqual(['Meta Platforms'])
    await room.call('privacy.saveContact', { name: 'Mei <b>', email: 'mei@example.org', address: '' })
    await room.call('privacy.writeRecords', { page: 'records', target: path('records.html'), locale: 'zh-CN' })
    expect(readFileSync(path('records.html'), 'utf8')).toContain('Mei &lt;b&gt;')
    const facts = await room.call('privacy.breachFacts', { since: room.clock.now() - DAY_MS })
    expect(facts).toMatchObject({ people: 1, exports: [], refusedSignIns: 0, reportBy: room.clock.now() + 3 * DAY_MS })
    await room.call('privacy.writeRecords', { page: 'breach', since: 0, target: path('breach.html') })
    expect(readFileSync(path('breach.html'), 'utf8')).not.toContain('0911')
  })

  it('G-11: the notice speaks each language, with the facts of the shop and a word that really ends offers', async () => {
    for (const [locale, stop] of [
      ['en', 'STOP'],
      ['zh-TW', '取消'],
      ['zh-CN', '退订'],
    ] as const) {
      const { title, text: notice } = await room.call('privacy.notice', { locale })
      expect(`${title}${notice}`).toContain('小山茶行')
      expect(notice).toContain(stop)
      expect(room.customer.offerWord(stop)).toBe('stop')
      expect(notice).not.toMatch(/\{\w+\}/)
    }
  })

  it('G-06: a number can be put on the list from a letter, asked for in any spelling, and taken off with a reason', async () => {
    await room.call('privacy.suppress', { phone: '0911 000 009' })
    expect(await room.call('privacy.checkSuppressed', { phone: '+886-911-000-009' })).toMatchObject({
      isSuppressed: true,
      since: room.clock.now(),
    })
    expect(await room.failure('customer.save', { phone: '0911000009' })).toMatchObject({ code: 'customer-erased-before' })
    await room.call('privacy.unsuppress', { phone: '０９１１０００００９', why: 'asked in the shop' })
    expect(await room.failure('privacy.unsuppress', { phone: '0911000009', why: 'again' })).toMatchObject({ code: 'number-not-suppressed' })
    expect((await room.call('privacy.checkSuppressed', { phone: '0911000009' })).isSuppressed).toBe(false)
  })
})
