import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addCustomers } from '../../test/support/backup-room.ts'
import { openVaultOnTrial, type VaultOnTrial } from '../../test/support/vault-on-trial.ts'
import { sql } from '../store/index.ts'

const PAGE_BYTES = 4_096
const PEOPLE = 1_500

let trial: VaultOnTrial
let code: string
let database: string
/** A page with rows of customers, counted from 0. */
let customerPage: number
beforeEach(async () => {
  trial = openVaultOnTrial()
  database = join(trial.folder, 'vault.db')
  await trial.must('vault.create', { shop: trial.shop })
  addCustomers(trial.vault().store, PEOPLE)
  trial.vault().store.checkpoint()
  customerPage =
    trial.vault().store.read.all<{ pageno: number }>(sql`select pageno from dbstat where name = 'customer' and pagetype = 'leaf'`)[5]!
      .pageno - 1
  code = (await trial.must('vault.makeRecoveryCode', {})).code
  await trial.must('backup.run', {})
  await trial.close()
})
afterEach(() => trial.close())

const people = () => trial.vault().store.read.get<{ n: number }>(sql`select count(*) as n from customer`)?.n

/** Changes one bit on a page that holds customers. */
function damage(page: number): Buffer {
  const bytes = readFileSync(database)
  bytes[page * PAGE_BYTES + 900]! ^= 1
  writeFileSync(database, bytes)
  return bytes
}

describe('a damaged vault', () => {
  it('D-05: is told from a wrong key and keeps every byte', async () => {
    const whole = readFileSync(database)
    for (const spoil of [
      () => damage(0),
      () => damage(customerPage),
      () => truncateSync(database, 3 * PAGE_BYTES + 7),
      () => truncateSync(database, 0),
    ]) {
      spoil()
      const spoilt = readFileSync(database)
      expect(await trial.call('vault.open', {})).toMatchObject({ error: { code: 'vault-damaged' } })
      expect(readFileSync(database).equals(spoilt)).toBe(true)
      writeFileSync(database, whole)
    }
    const [entry] = [...trial.keychain.entries.keys()].filter((name) => name.includes('.key_'))
    trial.keychain.entries.set(entry!, 'ab'.repeat(32))
    expect(await trial.call('vault.open', {})).toMatchObject({ error: { code: 'vault-wrong-key' } })
    expect(readFileSync(database).equals(whole)).toBe(true)
  })

  it('D-06: one that is whole is left as it is', async () => {
    expect(await trial.call('vault.rescue', { step: 'copy' })).toMatchObject({ error: { code: 'vault-not-damaged' } })
    expect(await trial.call('vault.open', {})).toMatchObject({ ok: true })
    expect(await trial.call('vault.rescue', { step: 'salvage' })).toMatchObject({ error: { code: 'vault-not-damaged' } })
  })

  it('D-06: row by row brings back the most, counts what is lost, opens paused, and leaves the damaged files untouched', async () => {
    const spoilt = damage(customerPage)
    expect(await trial.call('vault.rescue', { step: 'copy' })).toMatchObject({ error: { code: 'rescue-nothing-found' } })
    const report = await trial.must('vault.rescue', { step: 'salvage' })
    expect(readFileSync(join(report.setAside, 'vault.db')).equals(spoilt)).toBe(true)
    const lost = report.tables.reduce((sum, table) => sum + (table.lost ?? 0), 0)
    const customers = report.tables.find(({ table }) => table === 'customer')!
    expect([report.isOpen, customers.kept, customers.kept + (customers.lost ?? 0)]).toEqual([true, people(), PEOPLE])
    expect(lost).toBeLessThan(120)
    expect(trial.vault().restoredCopy).toBe(true)
    expect((await trial.must('backup.status', {})).files).toHaveLength(1)
    await trial.close()
    expect(await trial.call('vault.open', {})).toMatchObject({ ok: true })
  })

  it('D-06: of which not even the first page opens comes back from the newest good backup', async () => {
    const spoilt = damage(0)
    expect(await trial.call('vault.rescue', { step: 'salvage' })).toMatchObject({ error: { code: 'rescue-nothing-found' } })
    const report = await trial.must('vault.rescue', { step: 'backup' })
    expect([people(), report.backupAt]).toEqual([PEOPLE, expect.any(Number)])
    expect(readFileSync(join(report.setAside, 'vault.db')).equals(spoilt)).toBe(true)
    expect(trial.vault().restoredCopy).toBe(true)
  })

  it('D-06: whose vault.json is damaged too comes back from a backup with the recovery code', async () => {
    writeFileSync(join(trial.folder, 'vault.json'), '{')
    trial.keychain.entries.clear()
    expect(await trial.call('vault.rescue', { step: 'backup' })).toMatchObject({ error: { code: 'keychain-entry-missing' } })
    await trial.must('vault.rescue', { step: 'backup', recoveryCode: code })
    expect(people()).toBe(PEOPLE)
  })

  it('D-06: without any backup says that this step found nothing', async () => {
    damage(0)
    rmSync(join(trial.folder, 'backups'), { recursive: true })
    for (const step of ['copy', 'backup', 'salvage'] as const)
      expect(await trial.call('vault.rescue', { step })).toMatchObject({ error: { code: 'rescue-nothing-found' } })
    expect(existsSync(database)).toBe(true)
  })
})
