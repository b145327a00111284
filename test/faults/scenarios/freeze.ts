import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { CallFailed, startEngineProcess, type EngineProcess } from '../../support/engine-process.ts'
import { verdictOf } from '../rig/evidence.ts'
import { pause, until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { freePort, PASSPHRASE, Shop } from '../rig/shop.ts'

const PEOPLE = 60
const PACE = 15
const FULL_MESSAGES = 1_000
const FULL_FREEZE_MS = 60_000
const SMALL_FREEZE_MS = 1_500
const MOST_TRIES = 20

/** An engine stands still, another takes its vault by force, and the first one wakes up beside it. */
export const freeze: Scenario = {
  name: 'freeze',
  rows: [10, 11],
  expects: 'M-22: a second engine is refused; forced, it takes the right to send, and the first one writes to nobody any more',
  async run({ seed, messages }) {
    const shop = await Shop.open({ seed, messages: PEOPLE, pacePerSecond: PACE, faults: '' })
    const first = shop.engine
    try {
      await shop.start()
      await until('some are taken', async () => shop.taken().length > 5)
      first.process.kill('SIGSTOP')
      const webhookPort = await freePort()
      const start = () => startEngineProcess({ vault: shop.vault, graphUrl: shop.simulator.facts.url, webhookPort })
      const refused = await openOnce(start())
      rmSync(join(shop.vault, 'vault.lease'))
      shop.engine = await force(start, first)
      await shop.connect('local')
      await pause(messages >= FULL_MESSAGES ? FULL_FREEZE_MS : SMALL_FREEZE_MS)
      const before = shop.taken().length
      first.process.kill('SIGCONT')
      await until('the second one sends on', async () => shop.taken().length > before || (await shop.status()).counts.planned === 0)
      const verdict = await verdictOf(shop)
      return {
        checks: [check('the second engine is refused', refused === 'vault-in-use', refused), ...verdictChecks(verdict)],
        verdict,
        kills: 0,
      }
    } finally {
      await first.kill()
      await shop.close()
    }
  },
}

/** Opens the vault, and answers the code with which it was refused. */
async function openOnce(engine: EngineProcess): Promise<string> {
  try {
    await engine.call('vault.open', { passphrase: PASSPHRASE })
    return 'opened'
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    return error.code
  } finally {
    await engine.stop()
  }
}

/** Where the first one stands still in the middle of a write, it goes on for a moment. */
async function force(start: () => EngineProcess, first: EngineProcess): Promise<EngineProcess> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const engine = start()
    try {
      await engine.call('vault.open', { passphrase: PASSPHRASE })
      return engine
    } catch {
      await engine.stop()
      first.process.kill('SIGCONT')
      await pause(20)
      first.process.kill('SIGSTOP')
    }
  }
  throw new Error('The second engine could not be forced.')
}
