import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addCustomers, openBackupRoom } from '../../test/support/backup-room.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { openVaultOnTrial } from '../../test/support/vault-on-trial.ts'
import { sql } from '../store/index.ts'

const DISK_BYTES = 24_000_000

/** A real small disk; null where this account may not mount one. */
function smallDisk(): string | null {
  const temp = tempFolder()
  const disk = join(temp.folder, 'disk')
  mkdirSync(disk)
  onTestFinished(() => temp.remove())
  if (process.platform !== 'linux') return null
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    return null
  }
  onTestFinished(() => void execFileSync('umount', ['-l', disk]))
  return disk
}

/** Leaves about so much free. */
function fillUp(disk: string, leaveBytes: number): void {
  const file = openSync(join(disk, 'filler'), 'w')
  const chunk = Buffer.alloc(65_536)
  try {
    for (;;) writeSync(file, chunk)
  } catch {
    closeSync(file)
  }
  truncateSync(join(disk, 'filler'), statSync(join(disk, 'filler')).size - leaveBytes)
}

const leftOvers = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /work-|ready-|\.part$/.test(name))

describe('a full disk', () => {
  it('fault 14: refuses a backup before it writes, says so, and leaves nothing half; the shop goes on', async (ctx) => {
    const disk = smallDisk()
    if (disk === null) return ctx.skip('needs an account that may mount a small disk')
    const trial = openBackupRoom()
    addCustomers(trial.vault.store, 2_000)
    const target = join(disk, 'full.shopbell')
    fillUp(disk, 200_000)
    expect(await trial.call('backup.run', { target })).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    await trial.must('backup.saveSettings', { folder: disk })
    expect(await trial.call('backup.run', {})).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(await trial.must('backup.status', {})).toMatchObject({ trouble: { code: 'disk-full' }, files: [] })
    expect([readdirSync(disk), leftOvers(trial.vault.folder)]).toEqual([['filler'], []])
    rmSync(join(disk, 'filler'))
    expect((await trial.must('backup.run', {})).trouble).toBeNull()
  })

  it('fault 14: refuses a restore before it writes, and leaves the vault that is there', async (ctx) => {
    const disk = smallDisk()
    if (disk === null) return ctx.skip('needs an account that may mount a small disk')
    const trial = openVaultOnTrial({ folder: join(disk, 'shop') })
    await trial.must('vault.create', { shop: trial.shop })
    addCustomers(trial.vault().store, 10)
    const file = join(trial.outside, 'backup.shopbell')
    await trial.must('backup.run', { target: file })
    fillUp(disk, 300_000)
    await expect(trial.call('backup.restore', { file })).rejects.toMatchObject({ kind: 'full' })
    expect(trial.vault().store.read.get(sql`select count(*) as n from customer`)).toEqual({ n: 10 })
    expect(leftOvers(trial.folder)).toEqual([])
    await trial.close()
    rmSync(join(disk, 'filler'))
    expect(await trial.call('vault.open', {})).toMatchObject({ ok: true })
    await trial.close()
  })
})
