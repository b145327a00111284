import { verdictOf } from '../rig/evidence.ts'
import { hook } from '../rig/hooks.ts'
import { pause, until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const PEOPLE = 75
const PACE = 15
const HOUR_MS = 3_600_000
/** Longer than the ledger ever sleeps between two looks at the clock while a run is running. */
const LOOK_MS = 2_500

const moves = [
  { name: '+25 h', stepMs: 25 * HOUR_MS },
  { name: '-25 h', stepMs: -25 * HOUR_MS },
  { name: '+5 y', stepMs: 5 * 8_766 * HOUR_MS },
] as const

/** Somebody sets the clock in the middle of a run. */
export const clockMoved: Scenario = {
  name: 'clock-moved',
  rows: [24],
  expects: 'M-20: the run pauses and asks, nobody is written to before a person looked, and then everybody gets it once',
  async run({ seed }) {
    const shop = await Shop.open({ seed, messages: PEOPLE, pacePerSecond: PACE, faults: '' })
    try {
      const checks = []
      for (const [index, { name, stepMs }] of moves.entries()) {
        await shop.engine.stop()
        await shop.reopen({ nodeParameters: hook('move-clock', { stepMs }) })
        await (index === 0 ? shop.start() : goOn(shop))
        const before = shop.taken().length
        await until('some are taken', async () => shop.taken().length > before + 2)
        checks.push(await setClock(shop, name))
        await goOn(shop)
      }
      const verdict = await verdictOf(shop, { clockMoved: true })
      return { checks: [...checks, ...verdictChecks(verdict)], verdict, kills: 0 }
    } finally {
      await shop.close()
    }
  },
}

/** A person looks and goes on; a run that is not paused needs nobody. */
async function goOn(shop: Shop): Promise<void> {
  if ((await shop.status()).state === 'paused') await shop.resume()
}

async function setClock(shop: Shop, name: string) {
  shop.engine.process.kill('SIGUSR2')
  let stands = ''
  await until(
    () => `the run pauses after ${name} (${stands})`,
    async () => {
      const status = await shop.status()
      stands = `${status.state}, ${status.counts.planned} planned`
      return status.state === 'paused'
    },
  )
  const { pauseReason } = await shop.status()
  await shop.nothingUnderWay()
  const atPause = shop.taken().length
  await pause(LOOK_MS)
  const later = shop.taken().length
  return check(`${name}: it asks, and nothing leaves`, pauseReason === 'clock-changed' && later === atPause, {
    pauseReason,
    atPause,
    later,
  })
}

/** The lid is closed for a night: nothing runs, and the clock has gone on. */
export const sleep: Scenario = {
  name: 'sleep',
  rows: [26],
  expects: 'after eight hours of sleep the run asks before it goes on, and everybody gets it once',
  async run({ seed }) {
    const nodeParameters = hook('move-clock', { stepMs: 8 * HOUR_MS })
    const shop = await Shop.open({ seed, messages: PEOPLE, pacePerSecond: PACE, faults: '', engine: { nodeParameters } })
    try {
      await shop.start()
      await until('some are taken', async () => shop.taken().length > 5)
      shop.engine.process.kill('SIGSTOP')
      await pause(1_000)
      const asleep = shop.taken().length
      shop.engine.process.kill('SIGUSR2')
      shop.engine.process.kill('SIGCONT')
      await until('the run asks', async () => (await shop.status()).state === 'paused')
      const { pauseReason } = await shop.status()
      await shop.nothingUnderWay()
      await pause(LOOK_MS)
      const later = shop.taken().length
      await shop.resume()
      const verdict = await verdictOf(shop, { clockMoved: true })
      return {
        checks: [
          check('it asks, and at most what was under way leaves', later - asleep <= 8, { pauseReason, asleep, later }),
          ...verdictChecks(verdict),
        ],
        verdict,
        kills: 0,
      }
    } finally {
      await shop.close()
    }
  },
}
