import { verdictOf } from '../rig/evidence.ts'
import { numbersFrom, pause, until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const PACE = 20
const MOST_ROUNDS = 50
const KILLS_PER_ROUND = 4

/** Engine and number die together, and come back in either order. */
export const everythingDies: Scenario = {
  name: 'everything-dies',
  rows: [6],
  expects: 'with everything killed at once and started in either order nobody is written to twice and nobody is lost',
  async run({ seed, kills, messages }) {
    const number = numbersFrom(seed)
    const rounds = Math.min(MOST_ROUNDS, Math.max(2, Math.floor(kills / KILLS_PER_ROUND)))
    const shop = await Shop.open({ seed, messages: Math.max(60, Math.min(messages, rounds * 20)), pacePerSecond: PACE, faults: '' })
    try {
      await shop.start()
      for (let round = 0; round < rounds; round += 1) {
        const before = shop.taken().length
        await until('some more are taken', async () => shop.taken().length > before || (await shop.status()).counts.planned === 0)
        await pause(number() * 500)
        await Promise.all([shop.killEngine(), shop.killSimulator()])
        await comeBack(shop, round % 2 === 0 ? 'engine' : 'number')
      }
      const verdict = await verdictOf(shop, { eventsMayBeLost: true })
      return {
        checks: [
          ...verdictChecks(verdict),
          check('kills met messages under way', rounds < 5 || verdict.underWayAtKills > 0, verdict.underWayAtKills),
        ],
        verdict,
        kills: shop.kills.length,
      }
    } finally {
      await shop.close()
    }
  },
}

async function comeBack(shop: Shop, first: 'engine' | 'number'): Promise<void> {
  if (first === 'number') await shop.startSimulator()
  await shop.reopen()
  if (first === 'engine') await shop.startSimulator()
  await shop.connect('local')
}
