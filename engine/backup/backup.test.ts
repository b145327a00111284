import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { addCustomers, openBackupRoom, type BackupRoomOnTrial } from '../../test/support/backup-room.ts'
import { openStore, sql, type Store } from '../store/index.ts'
import { readContainer } from './read-container.ts'
import { BackupError } from './shapes.ts'
import { unpack } from './unpack.ts'

const HOUR_MS = 3_600_000
const sealedFile = (index: number) => String(index).padStart(32, 'a')

let trial: BackupRoomOnTrial
let folder: string
beforeEach(() => {
  trial = openBackupRoom()
  folder = join(trial.vault.folder, 'backups')
  addCustomers(trial.vault.store, 30)
  mkdirSync(join(trial.vault.folder, 'media'))
  for (let index = 0; index < 3; index += 1)
    writeFileSync(join(trial.vault.folder, 'media', sealedFile(index)), Buffer.alloc(1_500_000, index))
})

const onlyFile = () => join(folder, readdirSync(folder)[0]!)
const open = (path: string) => readContainer(path, async () => trial.vault.key)

describe('a backup', () => {
  it('D-14: holds rows and files, is for us alone, and none of it can be read without the key', async () => {
    await trial.vault.secrets.set('suppression-key', 'ab'.repeat(32))
    const { files } = await trial.must('backup.run', {})
    expect(files).toMatchObject([{ reason: 'by-hand', customers: 30, messages: 0, files: 3, provenAt: null, isMissing: false }])
    const bytes = readFileSync(onlyFile())
    for (const text of ['Customer 7', '+88690000', '小山茶行', 'ab'.repeat(32)]) expect(bytes.includes(Buffer.from(text))).toBe(false)
    expect(statSync(onlyFile()).mode & 0o077).toBe(0)
    expect(statSync(folder).mode & 0o077).toBe(0)
    const out = join(trial.vault.folder, 'work-out')
    const whole = await unpack(onlyFile(), async () => trial.vault.key, out)
    expect(whole.manifest.secrets).toEqual({ 'suppression-key': 'ab'.repeat(32) })
    expect(readFileSync(join(out, 'media', sealedFile(2))).equals(Buffer.alloc(1_500_000, 2))).toBe(true)
    const store = openStore({ file: join(out, 'vault.db'), key: trial.vault.key, mustExist: true })
    expect(store.read.get(sql`select name from customer where seq = 8`)).toEqual({ name: 'Customer 7' })
    store.close()
  })

  it('D-14: of which a single bit was changed is refused, wherever it stands', async () => {
    await trial.must('backup.run', {})
    const whole = readFileSync(onlyFile())
    const broken = join(trial.vault.folder, 'broken')
    const places = [
      0,
      17,
      40,
      300,
      800,
      whole.length - 1,
      ...Array.from({ length: 24 }, (_, index) => Math.floor((index / 24) * whole.length)),
    ]
    for (const place of places) {
      const bytes = Buffer.from(whole)
      bytes[place]! ^= 1
      writeFileSync(broken, bytes)
      await expect(open(broken), `byte ${place}`).rejects.toThrow(BackupError)
    }
    for (const length of [0, 10, 500, whole.length - 1, whole.length - 1_048_592]) {
      writeFileSync(broken, whole.subarray(0, length))
      await expect(open(broken), `cut at ${length}`).rejects.toThrow(BackupError)
    }
    writeFileSync(broken, Buffer.concat([whole, Buffer.from('x')]))
    await expect(open(broken)).rejects.toThrow(BackupError)
    expect((await open(onlyFile())).files).toBe(3)
  })

  it('goes to any file that somebody names, and such a file never goes by itself', async () => {
    const target = join(trial.vault.folder, 'by hand.shopbell')
    for (let day = 0; day < 10; day += 1) {
      await trial.must('backup.run', day === 0 ? { target } : {})
      await trial.clock.advance(24 * HOUR_MS)
    }
    expect(existsSync(target)).toBe(true)
    const { files } = await trial.must('backup.status', {})
    // At most seven days, an older week, and the one by hand.
    expect(files.length).toBeLessThan(10)
    expect(files.at(-1)?.fileName).toBe('by hand.shopbell')
  })

  it('that fails says why and leaves nothing half', async () => {
    await trial.must('backup.saveSettings', { folder: trial.vault.folder })
    const elsewhere = join(trial.vault.folder, 'stick')
    mkdirSync(elsewhere)
    await trial.must('backup.saveSettings', { folder: elsewhere })
    rmSync(elsewhere, { recursive: true })
    expect(await trial.call('backup.run', {})).toMatchObject({ ok: false, error: { code: 'backup-missing' } })
    expect(await trial.must('backup.status', {})).toMatchObject({ trouble: { code: 'backup-folder-missing' }, files: [] })
    expect(readdirSync(trial.vault.folder).filter((name) => name.startsWith('work-') || name.endsWith('.part'))).toEqual([])
    expect(await trial.call('backup.saveSettings', { folder: elsewhere })).toMatchObject({ error: { code: 'backup-folder-missing' } })
  })
})

describe('the schedule', () => {
  it('makes the first one soon after the start, proves it, and catches up with what was missed', async () => {
    trial.room.begin()
    await trial.clock.advance(HOUR_MS)
    const quiet = async () => {
      while ((await trial.must('backup.status', {})).running) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await quiet()
    const first = await trial.must('backup.status', {})
    expect(first.files).toMatchObject([{ reason: 'schedule', provenAt: first.lastProvenAt }])
    expect(first.lastProvenAt).not.toBeNull()
    // The laptop slept for three days: one backup, not three.
    trial.clock.set(trial.clock.now() + 72 * HOUR_MS)
    await trial.clock.advance(HOUR_MS)
    await quiet()
    expect((await trial.must('backup.status', {})).files).toHaveLength(2)
  })
})

describe('the drill', () => {
  it('proves a whole backup and refuses a damaged one', async () => {
    const { files } = await trial.must('backup.run', {})
    const fileName = files[0]!.fileName
    expect((await trial.must('backup.prove', { fileName })).lastProvenAt).toBe(trial.clock.now())
    const bytes = readFileSync(onlyFile())
    bytes[bytes.length >> 1]! ^= 4
    writeFileSync(onlyFile(), bytes)
    expect(await trial.call('backup.prove', { fileName })).toMatchObject({ ok: false, error: { code: 'backup-damaged' } })
    expect(await trial.call('backup.prove', { fileName: 'other' })).toMatchObject({ error: { code: 'backup-missing' } })
    expect(readdirSync(trial.vault.folder).filter((name) => name.startsWith('work-'))).toEqual([])
  })
})

describe('an erased person', () => {
  const forget = (store: Store) => store.write((db) => db.run(sql`delete from customer where name = 'Customer 7'`))

  it('G-07: is taken out of every backup that can be reached; the others follow when they are seen again', async () => {
    const own = openBackupRoom({ forget })
    addCustomers(own.vault.store, 20)
    const stick = join(own.vault.folder, 'stick')
    mkdirSync(stick)
    await own.must('backup.run', { target: join(stick, 'away.shopbell') })
    await own.must('backup.run', {})
    expect(own.room.holding('cus_00000000000000000000000007').files).toBe(2)
    renameSync(stick, `${stick}-out`)
    await own.clock.advance(1_000)
    expect(await own.room.rewriteWithout()).toEqual({ rewritten: 1, waiting: ['away.shopbell'] })
    renameSync(`${stick}-out`, stick)
    expect((await own.room.rewriteWithout()).waiting).toEqual([])
    for (const { customers } of (await own.must('backup.status', {})).files) expect(customers).toBe(19)
    const out = join(own.vault.folder, 'out')
    await unpack(join(stick, 'away.shopbell'), async () => own.vault.key, out)
    const store = openStore({ file: join(out, 'vault.db'), key: own.vault.key, mustExist: true })
    expect(store.read.all(sql`select 1 from customer where name = 'Customer 7'`)).toEqual([])
    store.close()
  })
})
