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
const MOST_TRIES = 5
/** What was claimed, and so synced, before the failure may still be on its way to the socket; it is there when nothing came for so long. */
const UNDER_WAY_MS = 1_000
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
  await watchEnded(log, shop.engine.pid)
  return forgetUnsynced(shop, log)
}

/** Takes from the log of writes what was not synced, and counts the messages that arrived and have no attempt any more. */
async function forgetUnsynced(shop: Shop, log: string): Promise<Watched & { readonly lost: number }> {
  const watched = readWatched(log)
  forget(join(shop.vault, 'vault.db-wal'), watched.dirty)
  const kept = await withVault(shop.vault, PASSPHRASE, (vault) => attemptsOf(vault, shop.broadcastId))
  const known = new Set(kept.map(({ opaque }) => opaque))
  return { ...watched, lost: shop.taken().filter(({ opaque }) => !known.has(opaque ?? '')).length }
}

/**
 * The same with a disk that is not asked to keep anything. On a slow machine the log may have been synced by chance just before the
 * cut, when it was copied to its place: then it is played again.
 */
async function forgetfulDisk(seed: number): Promise<Watched & { readonly lost: number }> {
  for (let tries = 1; ; tries += 1) {
    const shop = await Shop.open({ seed, messages: FEW / 2, pacePerSecond: PACE, faults: '' })
    try {
      const cut = await cutPower(shop, hook('forgetful-disk'))
      if (cut.lost > 0 || tries === MOST_TRIES) return cut
    } finally {
      await shop.close()
    }
  }
}

/** Waits until nothing more arrives; answers how much did. */
async function takenInTheEnd(shop: Shop): Promise<number> {
  for (let soFar = shop.taken().length; ; soFar = shop.taken().length) {
    await pause(UNDER_WAY_MS)
    if (shop.taken().length === soFar) return soFar
  }
}

/** The disk refuses one sync. */
export const failingSync: Scenario = {
  name: 'failing-sync',
  rows: [16],
  expects:
    'the sync that fails with EIO ends sending for this life of the engine but for what was synced before it; the next life writes to everybody once',
  skip: noStrace,
  async run({ seed, messages }) {
    const shop = await Shop.open({ seed, messages: Math.min(MOST, Math.max(2 * FEW, messages / 2)), pacePerSecond: PACE, faults: '' })
    try {
      const log = join(shop.folder, 'strace.log')
      await shop.engine.stop()
      await shop.reopen({ under: watchedBy(log, ['-e', `inject=fsync,fdatasync:error=EIO:when=${FAILING_SYNC}`]) })
      await shop.start()
      await until('a sync fails', async () => readWatched(log).afterFailure !== null)
      const soon = await takenInTheEnd(shop)
      await pause(AFTERWARDS_MS)
      const later = shop.taken().length
      await shop.killEngine()
      await watchEnded(log, shop.engine.pid)
      const watched = await forgetUnsynced(shop, log)
      await shop.reopen()
      const verdict = await verdictOf(shop)
      return {
        checks: [
          check('nothing was claimed after the failed sync', later === soon, `${facts(watched)}, ${watched.afterFailure} under way at it`),
          check('every message that arrived has its attempt without what the failed sync gave up', watched.lost === 0, watched.lost),
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
