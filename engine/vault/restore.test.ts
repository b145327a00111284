import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addCustomers } from '../../test/support/backup-room.ts'
import { openVaultOnTrial, type VaultOnTrial } from '../../test/support/vault-on-trial.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { sql } from '../store/index.ts'

let one: VaultOnTrial
let other: VaultOnTrial
beforeEach(() => {
  one = openVaultOnTrial()
  other = openVaultOnTrial()
})
afterEach(async () => {
  await one.close()
  await other.close()
})

const people = (trial: VaultOnTrial) => trial.vault().store.read.get<{ n: number }>(sql`select count(*) as n from customer`)?.n

/** A shop with customers, a recovery code and a backup, as a file outside of its folder. */
async function backedUp(): Promise<{ file: string; code: string }> {
  await one.must('vault.create', { shop: one.shop })
  addCustomers(one.vault().store, 12)
  const { code } = await one.must('vault.makeRecoveryCode', {})
  const file = join(one.outside, 'backup.shopbell')
  await one.must('backup.run', { target: file })
  return { file, code }
}

describe('a restore', () => {
  it('D-14: on a clean profile opens with file and recovery code, paused, with its keychain entries made anew', async () => {
    const { file, code } = await backedUp()
    const contents = await other.must('backup.inspect', { file, recoveryCode: code })
    expect(contents).toMatchObject({ shopName: one.shop.name, customers: 12, messages: 0, files: 0 })
    const restored = await other.must('backup.restore', { file, recoveryCode: code })
    expect(restored).toMatchObject({ vault: { state: 'open', keyIn: 'keychain', shop: one.shop }, setAside: null })
    expect([people(other), other.vault().restoredCopy]).toEqual([12, true])
    await other.close()
    expect(await other.call('vault.open', {})).toMatchObject({ ok: true })
    expect(other.vault().restoredCopy).toBe(false)
  })

  it('refuses a wrong code, a damaged file and a missing one, and leaves the folder empty', async () => {
    const { file, code } = await backedUp()
    expect(await other.call('backup.restore', { file })).toMatchObject({ error: { code: 'keychain-entry-missing' } })
    expect(await other.call('backup.restore', { file, recoveryCode: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' })).toMatchObject({
      error: { code: 'recovery-code-wrong' },
    })
    const bytes = readFileSync(file)
    bytes[bytes.length - 9]! ^= 1
    writeFileSync(file, bytes)
    expect(await other.call('backup.restore', { file, recoveryCode: code })).toMatchObject({ error: { code: 'backup-damaged' } })
    expect(await other.call('backup.restore', { file: join(one.outside, 'none') })).toMatchObject({ error: { code: 'backup-missing' } })
    expect(await other.must('vault.status', {})).toMatchObject({ state: 'absent' })
  })

  it('sets the vault that is there aside whole and never writes over it', async () => {
    const { file } = await backedUp()
    addCustomers(one.vault().store, 5, 12)
    const restored = await one.must('backup.restore', { file })
    expect(people(one)).toBe(12)
    expect(readdirSync(restored.setAside!)).toEqual(expect.arrayContaining(['vault.db', 'vault.json']))
    // The list of backups goes along: what was made since is known.
    expect((await one.must('backup.status', {})).files.map(({ fileName }) => fileName)).toContain('backup.shopbell')
  })

  it('M-16: of yesterday counts what it knew as unsent as perhaps sent, also without a keychain', async () => {
    one.keychain.isThere = false
    other.keychain.isThere = false
    await one.must('vault.create', { shop: one.shop, passphrase: 'a long passphrase' })
    const file = join(one.outside, 'backup.shopbell')
    await one.must('backup.run', { target: file })
    await one.must('backup.restore', { file, passphrase: 'a long passphrase' })
    expect(one.vault().restoredCopy).toBe(true)
    expect(await other.call('backup.restore', { file })).toMatchObject({ error: { code: 'passphrase-needed' } })
    expect(await other.must('backup.restore', { file, passphrase: 'a long passphrase' })).toMatchObject({ vault: { keyIn: 'passphrase' } })
  })
})

describe('a new key', () => {
  it('D-15: opens the vault, the old one does not, and recovery code and old backups still work', async () => {
    const { file, code } = await backedUp()
    const before = readFileSync(join(one.folder, 'vault.json'), 'utf8')
    expect(await one.call('vault.changeKey', {})).toMatchObject({ ok: true })
    expect(people(one)).toBe(12)
    const status = await one.must('backup.status', {})
    expect(status.files.map(({ reason }) => reason).toSorted()).toEqual(['before-key-change', 'by-hand'])
    for (const { fileName } of status.files) await one.must('backup.prove', { fileName })
    await one.close()
    one.keychain.entries.clear()
    expect(await one.call('vault.open', { recoveryCode: code })).toMatchObject({ ok: true })
    await one.close()
    expect(await other.call('backup.restore', { file, recoveryCode: code })).toMatchObject({ ok: true })
    writeFileSync(join(one.folder, 'vault.json'), before)
    expect(await one.call('vault.open', { recoveryCode: code })).toMatchObject({ ok: false, error: { code: 'vault-damaged' } })
  })
})

describe('every file', () => {
  it('D-16: of vault, backups, drills and restores belongs to its owner alone', async () => {
    const { file } = await backedUp()
    const { files } = await one.must('backup.status', {})
    await one.must('backup.prove', { fileName: files[0]!.fileName })
    await one.must('backup.run', {})
    await one.must('backup.restore', { file })
    const open = readdirSync(one.folder, { recursive: true })
      .map((name) => join(one.folder, String(name)))
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
    expect([open, statSync(one.folder).mode & 0o077]).toEqual([[], 0])
  })
})

describe('erasing the shop', () => {
  it('asks for its name, then removes keys and files, and leaves the backups', async () => {
    const { file, code } = await backedUp()
    await one.must('backup.run', {})
    await one.vault().secrets.set('connection.x', 'secret')
    expect(await one.call('vault.erase', { confirmation: 'Other' })).toMatchObject({ error: { code: 'vault-erase-wrong' } })
    expect(await one.must('vault.erase', { confirmation: `${one.shop.name} ` })).toMatchObject({ state: 'absent' })
    expect(readdirSync(one.folder).toSorted()).toEqual(['backups', 'vault.lease'])
    expect([...one.keychain.entries.keys()]).toEqual([])
    expect(existsSync(file)).toBe(true)
    expect(await one.call('backup.restore', { file, recoveryCode: code })).toMatchObject({ ok: true })
  })
})

describe('a folder on another computer', () => {
  it('D-13: may hold backups', async () => {
    const temp = tempFolder()
    await backedUp()
    expect(await one.call('backup.saveSettings', { folder: temp.folder })).toMatchObject({ ok: true })
    expect((await one.must('backup.run', {})).files).toHaveLength(2)
    temp.remove()
  })
})
