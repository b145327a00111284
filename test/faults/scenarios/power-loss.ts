import { join } from 'node:path'
import { verdictOf } from '../rig/evidence.ts'
import { hook } from '../rig/hooks.ts'
import { pause, until } from '../rig/random.ts'
import { attemptsOf, withVault } from '../rig/read-vault.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { PASSPHRASE, Shop } from '../rig/shop.ts'
import { forget, noStrace, readWatched, watchedBy, watchEnded, type Watched } from '../rig/strace.ts'

const FEW = 60
const MOST = 1_000
/** Under watch and on a busy computer a faster run needs more than eight slots. */
const PACE = 40
const FAILING_SYNC = 37
/** Long enough for some turns of the ledger after the failure. */
const AFTERWARDS_MS = 3_000

/** M-03 and the power cut: what was not synced is taken from the write-ahead log. */
export const powerLoss: Scenario = {
  name: 'power-loss',
  rows: [12],
  expects:
    'M-03: the log is synced before the first byte of each request; after a power cut each message has its attempt; NORMAL fails both',
  skip: noStrace,
  async run({ seed, messages }) {
    const shop = await Shop.open({ seed, messages: Math.min(MOST, Math.max(FEW, messages / 2)), pacePerSecond: PACE, faults: '' })
    try {
      const cut = await cutPower(shop)
      await shop.reopen()
      const verdict = await verdictOf(shop)
      const control = await forgetfulDisk(seed)
      return {
        checks: [
          check('M-03: every request began with the log synced', cut.requests > 0 && cut.early === 0, facts(cut)),
          check('every message that arrived has its attempt after the cut', cut.lost === 0, cut.lost),
          ...verdictChecks(verdict),
          check('control: with synchronous NORMAL requests begin too early', control.early > 0, facts(control)),
          check('control: with synchronous NORMAL attempts are lost in the cut', control.lost > 0, control.lost),
        ],
        verdict,
        kills: shop.kills.length,
      }
    } finally {
      await shop.close()
    }
  },
}

const facts = ({ requests, early, syncs }: Watched): string => `${requests} requests, ${early} before the sync, ${syncs} syncs`

/** Lets the engine send under watch, ends it in the middle, and takes from the log what was not synced. */
async function cutPower(shop: Shop, special: readonly string[] = []): Promise<Watched & { readonly lost: number }> {
  const log = join(shop.folder, 'strace.log')
  await shop.engine.stop()
  await shop.reopen({ under: watchedBy(log), nodeParameters: special })
  await shop.start()
  await until('two thirds are taken', async () => shop.taken().length >= (shop.options.messages * 2) / 3)
  await shop.killEngine()
  await watchEnded(log)
  const watched = readWatched(log)
  forget(join(shop.vault, 'vault.db-wal'), watched.dirty)
  const kept = await withVault(shop.vault, PASSPHRASE, (vault) => attemptsOf(vault, shop.broadcastId))
  const known = new Set(kept.map(({ opaque }) => opaque))
  return { ...watched, lost: shop.taken().filter(({ opaque }) => !known.has(opaque ?? '')).length }
}

async function forgetfulDisk(seed: number): Promise<Watched & { readonly lost: number }> {
  const shop = await Shop.open({ seed, messages: FEW / 2, pacePerSecond: PACE, faults: '' })
  try {
    return await cutPower(shop, hook('forgetful-disk'))
  } finally {
    await shop.close()
  }
}

/** The disk refuses one sync. */
export const failingSync: Scenario = {
  name: 'failing-sync',
  rows: [16],
  expects: 'the sync that fails with EIO ends sending for this life of the engine; the next life writes to everybody once',
  skip: noStrace,
  async run({ seed, messages }) {
    const shop = await Shop.open({ seed, messages: Math.min(MOST, Math.max(FEW, messages / 2)), pacePerSecond: PACE, faults: '' })
    try {
      const log = join(shop.folder, 'strace.log')
      await shop.engine.stop()
      await shop.reopen({ under: watchedBy(log, ['-e', `inject=fsync,fdatasync:error=EIO:when=${FAILING_SYNC}`]) })
      await shop.start()
      await until('a sync fails', async () => readWatched(log).afterFailure !== null)
      const soon = shop.taken().length
      await pause(AFTERWARDS_MS)
      const watched = readWatched(log)
      await shop.killEngine()
      await shop.reopen()
      const verdict = await verdictOf(shop)
      return {
        checks: [
          check(
            'no request began after the failed sync',
            watched.afterFailure === 0,
            `${facts(watched)}, ${watched.afterFailure} after it`,
          ),
          check('people were left to write to', soon < shop.options.messages, `${soon} of ${shop.options.messages}`),
          ...verdictChecks(verdict),
        ],
        verdict,
        kills: shop.kills.length,
      }
    } finally {
      await shop.close()
    }
  },
}
