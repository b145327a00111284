import { cpSync, existsSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { CallFailed } from '../../support/engine-process.ts'
import { startKeyring, type Keyring } from '../../support/keyring.ts'
import { verdictOf } from '../rig/evidence.ts'
import { flip } from '../rig/flip.ts'
import { pause, until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { PASSPHRASE, Shop, type HowToStart } from '../rig/shop.ts'

const PEOPLE = 60
const PACE = 15
/** Long enough for a run that was not stopped to write to many. */
const WATCH_MS = 1_500

const keyrings: Keyring[] = []

/** Old, foreign and damaged files of a vault in whose run people were already written to. */
export const copies: Scenario = {
  name: 'copies',
  rows: [17, 19, 20],
  expects: 'M-16: a restored or copied vault sends nothing until a person says so; a damaged one is refused; the true one sends on',
  skip: () => (process.platform === 'linux' ? null : 'needs a keyring of Linux'),
  async run({ seed }) {
    const [here, there] = [await keyring(), await keyring()]
    const shop = await Shop.open({ seed, messages: PEOPLE, pacePerSecond: PACE, faults: '', engine: here })
    const folder = (name: string) => join(shop.folder, name)
    try {
      await shop.engine.stop()
      cpSync(shop.vault, folder('yesterday'), { recursive: true })
      await shop.reopen()
      await shop.start()
      await until('some are taken', async () => shop.taken().length > 10)
      await shop.killEngine()
      for (const name of ['page-1', 'middle', 'short']) cpSync(shop.vault, folder(name), { recursive: true })
      damage(folder('page-1'), folder('middle'), folder('short'))
      cpSync(shop.vault, folder('elsewhere'), { recursive: true })
      const checks = [
        await sendsNothing(shop, 'row 20: a copy on a second computer', { vault: folder('elsewhere'), how: there, passphrase: PASSPHRASE }),
        await sendsNothing(shop, 'row 19: yesterday’s files put back', { vault: folder('yesterday'), how: here }),
        await isRefused(shop, 'row 17: page 1 damaged', folder('page-1'), here),
        await isRefused(shop, 'row 17: a page in the middle damaged', folder('middle'), here),
        await isRefused(shop, 'row 17: cut short', folder('short'), here),
      ]
      await shop.reopen()
      if ((await shop.status()).state === 'paused') await shop.resume()
      // The copies share one ledger of the simulator with the true files: whoever one of them wrote to would be there twice.
      // The copies heard events that were for the true files.
      const verdict = await verdictOf(shop, { eventsMayBeLost: true })
      return { checks: [...checks, ...verdictChecks(verdict)], verdict, kills: shop.kills.length }
    } finally {
      await shop.close()
      for (const one of keyrings.splice(0)) await one.stop()
    }
  },
}

async function keyring(): Promise<HowToStart> {
  const started = await startKeyring()
  if ('missing' in started) throw new Error(`There is no keyring: ${started.missing}`)
  keyrings.push(started)
  return { keychain: true, env: started.env }
}

type Copy = { readonly vault: string; readonly how: HowToStart; readonly passphrase?: string }

async function sendsNothing(shop: Shop, title: string, { vault, how, passphrase }: Copy) {
  const engine = shop.engineOn(vault, how)
  try {
    const before = shop.taken().length
    await engine.call('vault.open', passphrase === undefined ? {} : { passphrase })
    await pause(WATCH_MS)
    const { broadcasts } = await engine.call('broadcast.list', {})
    const stands = broadcasts.map(({ state, pauseReason }) => `${state} ${pauseReason ?? ''}`.trim()).join(', ')
    const sent = shop.taken().length - before
    return check(`${title} sends nothing`, sent === 0 && stands === 'paused restored-copy', `${sent} sent, ${stands}`)
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    return check(`${title} sends nothing`, error.code === 'vault-damaged', error.code)
  } finally {
    await engine.stop()
  }
}

async function isRefused(shop: Shop, title: string, vault: string, how: HowToStart) {
  const engine = shop.engineOn(vault, how)
  const answer = await engine.call('vault.open', {}).then(
    () => 'opened',
    (error: unknown) => (error instanceof CallFailed ? error.code : String(error)),
  )
  await engine.stop()
  return check(`${title} is refused as damaged`, answer === 'vault-damaged', answer)
}

/** Damages what the log does not mend: the log goes first. */
function damage(page1: string, middle: string, short: string): void {
  for (const folder of [page1, middle, short]) if (existsSync(join(folder, 'vault.db-wal'))) rmSync(join(folder, 'vault.db-wal'))
  flip(join(page1, 'vault.db'), 2_000)
  flip(join(middle, 'vault.db'), Math.floor(statSync(join(middle, 'vault.db')).size / 2))
  truncateSync(join(short, 'vault.db'), Math.floor(statSync(join(short, 'vault.db')).size / 2))
}
