import { once } from 'node:events'
import { verdictOf } from '../rig/evidence.ts'
import { hook } from '../rig/hooks.ts'
import type { AttemptRow } from '../rig/invariants.ts'
import { until } from '../rig/random.ts'
import { attemptsOf, withVault } from '../rig/read-vault.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { PASSPHRASE, Shop } from '../rig/shop.ts'

const PEOPLE = 40
const PACE = 20
/** Which message of an engine's life is its last. */
const NTH = 6

/** The three instants of one message at which a kill tells the most. */
export const instants: Scenario = {
  name: 'instants',
  rows: [2, 3, 4],
  expects:
    'killed between commit and send: unconfirmed, nothing arrived; between send and reply, and between reply and its record: events settle it',
  async run({ seed }) {
    const shop = await Shop.open({ seed, messages: PEOPLE, pacePerSecond: PACE, faults: '' })
    try {
      const rounds = [await dieAt(shop, 'send'), await dieAt(shop, 'reply'), await dieWaiting(shop)]
      await shop.reopen()
      const verdict = await verdictOf(shop)
      const rows = await withVault(shop.vault, PASSPHRASE, (vault) => attemptsOf(vault, shop.broadcastId))
      const arrived = new Set(shop.taken().map(({ opaque }) => opaque))
      const [beforeSend = [], afterReply = [], beforeReply = []] = rounds.map((at) => rows.filter(isUnderWay(at)))
      const never = beforeSend.filter(({ opaque }) => !arrived.has(opaque))
      return {
        checks: [
          check('row 2: one was committed and never left', never.length > 0, beforeSend.length),
          check(
            'row 2: it ends unconfirmed',
            never.every(({ state }) => state === 'unconfirmed'),
            statesOf(never),
          ),
          ...settled('row 3: killed before the reply', beforeReply, arrived),
          ...settled('row 4: killed before the reply was written down', afterReply, arrived),
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

const isUnderWay = (at: number) => (attempt: AttemptRow) => attempt.committedAt <= at && (attempt.endedAt === null || attempt.endedAt > at)
const statesOf = (attempts: readonly AttemptRow[]): string => attempts.map(({ state }) => state).join(', ')

function settled(name: string, underWay: readonly AttemptRow[], arrived: ReadonlySet<string | null>) {
  const taken = underWay.filter(({ opaque }) => arrived.has(opaque))
  return [
    check(`${name}, though it was taken`, taken.length > 0, taken.length),
    check(
      `${name}: its event settles it`,
      taken.every(({ state }) => state === 'accepted'),
      statesOf(taken),
    ),
  ]
}

/** One life of the engine that ends itself at an instant of its sixth message; answers when. */
async function dieAt(shop: Shop, instant: 'send' | 'reply'): Promise<number> {
  // An event that is faster than the answer would settle the message before the engine dies.
  await cutEvents(shop, instant === 'reply')
  await shop.engine.stop()
  shop.startEngine({ nodeParameters: hook('kill-at', { instant, nth: NTH }) })
  const ended = once(shop.engine.process, 'exit')
  await shop.openVault()
  if (shop.kills.length === 0) await shop.start()
  await ended
  const at = Date.now()
  shop.kills.push(at)
  return at
}

/** One life that is ended while an answer is awaited. */
async function dieWaiting(shop: Shop): Promise<number> {
  // As above: an event that comes before the kill would settle what is awaited.
  await cutEvents(shop, true)
  await shop.setFaults('silent=1')
  await shop.reopen()
  const before = shop.taken().length
  await until('the simulator takes some and does not answer yet', async () => shop.taken().length > before)
  await shop.killEngine()
  await shop.setFaults('silent=0')
  await cutEvents(shop, false)
  return shop.kills.at(-1) ?? 0
}

/** While they are cut off, events come again and again in vain. */
const cutEvents = (shop: Shop, cut: boolean) => shop.simulator.control('POST', '/simulator/callback', { cut })
