import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verdictOf } from '../rig/evidence.ts'
import { until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const DISK = 'size=24m'

/** The disk under the vault fills up in the middle of a run, and is freed again. */
export const diskFull: Scenario = {
  name: 'disk-full',
  rows: [13],
  expects: 'the run pauses and says why; what was under way is kept; with space again everybody gets it once',
  skip: () => (process.platform !== 'linux' || process.getuid?.() !== 0 ? 'needs root on Linux to make a small disk' : canMount()),
  async run({ seed, messages }) {
    const disk = mkdtempSync(join(tmpdir(), 'shopbell-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', disk])
    const shop = await Shop.open({ seed, messages: Math.max(400, messages), pacePerSecond: 80, faults: '', vaultParent: disk })
    try {
      await shop.start()
      await until('some are done', async () => shop.taken().length > 20)
      const filler = join(disk, 'filler')
      writeFileSync(filler, '')
      await until('the run pauses: disk-full', async () => {
        fill(disk, filler)
        return (await shop.status()).pauseReason === 'disk-full' || shop.taken().length === shop.options.messages
      })
      const { pauseReason, counts } = await shop.status()
      rmSync(filler)
      await shop.resume()
      const verdict = await verdictOf(shop)
      return {
        checks: [
          check('the run paused for the disk', pauseReason === 'disk-full', { pauseReason, planned: counts.planned }),
          ...verdictChecks(verdict),
        ],
        verdict,
        kills: 0,
      }
    } finally {
      await shop.close()
      execFileSync('umount', [disk])
      rmSync(disk, { recursive: true, force: true })
    }
  },
}

/** Takes whatever space is left. */
function fill(disk: string, filler: string): void {
  const { bavail, bsize } = statfsSync(disk)
  try {
    writeFileSync(filler, Buffer.alloc(bavail * bsize), { flag: 'a' })
  } catch (error) {
    // Full is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

function canMount(): string | null {
  const disk = mkdtempSync(join(tmpdir(), 'shopbell-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' })
    execFileSync('umount', [disk])
    return null
  } catch {
    return 'a small disk can not be mounted here'
  } finally {
    rmSync(disk, { recursive: true, force: true })
  }
}
