import { verdictOf } from '../rig/evidence.ts'
import { pause, until } from '../rig/random.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const FEW = 60
const PACE = 15
/** Many are left to write to then, however late the look comes. */
const SOME = 8

const pausedFor = (shop: Shop, reason: string) =>
  until(`the run pauses: ${reason}`, async () => {
    const { state, pauseReason } = await shop.status()
    return state === 'paused' && pauseReason === reason
  })

/** The way to Meta goes away in the middle and comes back. */
export const deadNetwork: Scenario = {
  name: 'dead-network',
  rows: [32],
  expects: 'M-19: the run pauses as offline without a storm of tries, and goes on by itself',
  async run({ seed, messages }) {
    const shop = await Shop.open({ seed, messages: Math.min(messages, FEW), pacePerSecond: PACE, faults: '' })
    try {
      await shop.start()
      await until('some are taken', async () => shop.taken().length > SOME)
      await shop.stopSimulator()
      await pausedFor(shop, 'offline')
      const linkBefore = (await shop.engine.call('connection.status', {}))?.link
      await shop.startSimulator()
      await until('the run goes on by itself', async () => (await shop.status()).state !== 'paused')
      await shop.connect('local')
      const verdict = await verdictOf(shop)
      // What was on its way when the simulator went down took its events with it.
      const breaches = verdict.breaches.filter((breach) => !breach.startsWith('I4 taken and told'))
      return {
        checks: [
          ...verdictChecks({ ...verdict, breaches }),
          check('the link was said to be away', linkBefore !== 'unauthorised', linkBefore),
        ],
        verdict,
        kills: 0,
      }
    } finally {
      await shop.close()
    }
  },
}

/** An owner pauses, then stops, at full speed. */
export const pauseAndStop: Scenario = {
  name: 'pause-and-stop',
  rows: [36],
  expects: 'M-21: after a pause nothing new leaves; after a stop the rest is listed as stopped, and all counts add up',
  async run({ seed, messages }) {
    const shop = await Shop.open({ seed, messages: Math.max(600, messages), pacePerSecond: 80, faults: '' })
    try {
      await shop.start()
      await until('some are done', async () => shop.taken().length > 20)
      await shop.engine.call('broadcast.pause', { broadcastId: shop.broadcastId })
      await shop.nothingUnderWay()
      const atPause = shop.taken().length
      await pause(1_500)
      const afterPause = shop.taken().length
      const stopped = await shop.engine.call('broadcast.stop', { broadcastId: shop.broadcastId })
      await shop.eventsHeard()
      const { counts } = await shop.status()
      const reached = counts.accepted + counts.sent + counts.delivered + counts.read
      return {
        checks: [
          check('nothing left after the pause', atPause === afterPause, `${atPause}, then ${afterPause}`),
          check(
            'stopped people are skipped, the others were written to',
            stopped.state === 'stopped' && counts.skipped > 0 && counts.skipped + reached === counts.matched,
            counts,
          ),
          check('the simulator took as many as we say', shop.taken().length === reached, `${shop.taken().length} and ${reached}`),
        ],
        verdict: null,
        kills: 0,
      }
    } finally {
      await shop.close()
    }
  },
}
