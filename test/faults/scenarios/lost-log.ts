import { cpSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { CallFailed } from '../../support/engine-process.ts'
import { verdictOf } from '../rig/evidence.ts'
import { flip } from '../rig/flip.ts'
import { numbersFrom, pause, until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { PASSPHRASE, Shop } from '../rig/shop.ts'

const MOST = 80
const PACE = 15
/** Long enough for a run that was not stopped to write to many. */
const WATCH_MS = 1_500

type Harm = { readonly name: string; readonly harm: (vault: string, number: () => number) => void }

const logOf = (vault: string): string => join(vault, 'vault.db-wal')

/** What is done by hand to the files of a vault whose engine was killed. Flips lie in the first three quarters: what is last may never have been committed. */
const harms: readonly Harm[] = [
  {
    name: 'row 18: the log deleted',
    harm: (vault) => ['-wal', '-shm'].forEach((end) => rmSync(join(vault, `vault.db${end}`), { force: true })),
  },
  {
    name: 'row 18: the log deleted with the mark beside it',
    harm: (vault) => ['-wal', '-shm', '.mark'].forEach((end) => rmSync(join(vault, `vault.db${end}`), { force: true })),
  },
  { name: 'row 18: the log emptied', harm: (vault) => truncateSync(logOf(vault), 0) },
  { name: 'row 17: the log cut short', harm: (vault) => truncateSync(logOf(vault), Math.floor(statSync(logOf(vault)).size / 2)) },
  { name: 'row 17: bytes of the log’s head flipped', harm: (vault) => flip(logOf(vault), 12) },
  ...[1, 2, 3].map((nth) => ({
    name: `row 17: bytes of the log flipped, place ${nth}`,
    harm: (vault: string, number: () => number) =>
      flip(logOf(vault), Math.floor(32 + number() * (statSync(logOf(vault)).size - 32) * 0.75)),
  })),
]

/** Harm to the write-ahead log after a kill, in a vault without a keychain, which knows nothing but its own files. */
export const lostLog: Scenario = {
  name: 'lost-log',
  rows: [17, 18],
  expects: 'M-16: what was lost with the log is noticed: nothing is sent, it asks as an old copy does; the true files send on',
  async run({ seed, messages }) {
    const number = numbersFrom(seed)
    const shop = await Shop.open({ seed, messages: Math.max(60, Math.min(messages, MOST)), pacePerSecond: PACE, faults: '' })
    try {
      // What was prepared goes to its place, so that only what is sent stands in the log.
      await shop.engine.stop()
      await shop.reopen()
      await shop.start()
      await until('some are taken', async () => shop.taken().length > 12)
      await shop.killEngine()
      const checks = []
      for (const [index, { name, harm }] of harms.entries()) {
        const vault = join(shop.folder, `harmed-${index}`)
        cpSync(shop.vault, vault, { recursive: true })
        harm(vault, number)
        checks.push(await asksFirst(shop, name, vault))
      }
      await shop.reopen()
      const { state } = await shop.status()
      // The harmed files heard events that were for the true ones.
      const verdict = await verdictOf(shop, { eventsMayBeLost: true })
      return {
        checks: [
          ...checks,
          check('the true files go on by themselves', state === 'running' || state === 'finished', state),
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

/** Opens harmed files: nothing leaves, the run asks, and each person who waits is said to have it perhaps. */
async function asksFirst(shop: Shop, name: string, vault: string) {
  const title = `${name}: nothing is sent, and it asks`
  const engine = shop.engineOn(vault)
  const before = shop.taken().length
  try {
    await engine.call('vault.open', { passphrase: PASSPHRASE })
    await pause(WATCH_MS)
    const { state, pauseReason, counts } = await engine.call('broadcast.status', { broadcastId: shop.broadcastId })
    const { recipients } = await engine.call('broadcast.recipients', { broadcastId: shop.broadcastId, limit: 500 })
    const flagged = recipients.filter((row) => row.state === 'planned' && row.reason === 'may-be-sent').length
    const sent = shop.taken().length - before
    const isGood = sent === 0 && state === 'paused' && pauseReason === 'restored-copy' && flagged === counts.planned
    return check(title, isGood, `${sent} sent, ${state} ${pauseReason ?? ''}, ${flagged} of ${counts.planned} flagged`)
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    // Where the main file itself no longer fits together, it is refused in clear words.
    return check(title, error.code === 'vault-damaged' && shop.taken().length === before, error.code)
  } finally {
    await engine.stop()
  }
}
