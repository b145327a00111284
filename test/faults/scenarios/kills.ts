import { verdictOf } from '../rig/evidence.ts'
import { numbersFrom, pause, until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const PACE = 40
/**
 * One request in ten meets one of the first, half of them after the message was taken. One answer in three is slow, so that many
 * kills find messages under way.
 */
const TRANSPORT_FAULTS =
  'dropBeforeAccept=0.02,dropAfterAccept=0.02,dropReusedAfterAccept=0.01,error500=0.01,error500AfterAccept=0.01,error502AfterAccept=0.01,halfAnswer=0.01,tooManyRequests=0.005,throughputReached=0.005,slowAnswer=0.3,slowMs=150'

/** Kills the engine at random instants of a broadcast, from its first moment on; what is left over counts. */
export const kills: Scenario = {
  name: 'kills',
  rows: [1],
  expects: 'M-01: nobody twice, nobody lost in silence, at most the slots in doubt at a kill',
  async run({ seed, kills: asked, messages, say }) {
    const wanted = Math.max(1, asked)
    const number = numbersFrom(seed)
    const shop = await Shop.open({ seed, messages, pacePerSecond: PACE, faults: '', tempo: 'demo' })
    try {
      await holdBack(shop)
      await shop.start()
      await until('a message is taken', async () => shop.taken().length > 0)
      for (let done = 0; done < wanted; done += 1) {
        const left = (await shop.status()).counts.planned
        // Spread over what is left, so that the last kill falls near the last message.
        const meanMs = Math.max(20, (left / PACE / (wanted - done)) * 1_000)
        await pause(number() * 2 * meanMs)
        await shop.killEngine()
        if (done === 0) await letGo(shop)
        await restart(shop, number)
        if ((done + 1) % 20 === 0) say(`${done + 1} kills, ${left} people left to write to`)
      }
      const verdict = await verdictOf(shop)
      return {
        checks: [...verdictChecks(verdict), check('kills met messages under way', verdict.underWayAtKills > 0, verdict.underWayAtKills)],
        verdict,
        kills: shop.kills.length,
      }
    } finally {
      await shop.close()
    }
  },
}

/**
 * Lets neither answers nor events come until the first kill, which so meets messages under way however late it comes; what the
 * others meet is up to chance and the computer.
 */
async function holdBack({ simulator }: Shop): Promise<void> {
  await simulator.control('DELETE', '/simulator/faults')
  await simulator.control('POST', '/simulator/faults', { silent: 1 })
  await simulator.control('POST', '/simulator/callback', { cut: true })
}

async function letGo(shop: Shop): Promise<void> {
  await shop.simulator.control('POST', '/simulator/callback', { cut: false })
  await shop.setFaults(`silent=0,${TRANSPORT_FAULTS}`)
}

/** Starts the engine again; one start in five is itself killed, at any moment from its first one. */
async function restart(shop: Shop, number: () => number): Promise<void> {
  if (number() < 0.2) {
    shop.startEngine()
    const opening = shop.openVault().catch(() => undefined)
    await pause(number() * 1_500)
    await shop.engine.kill()
    await opening
  }
  await shop.reopen()
}
