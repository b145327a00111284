import { judge, type Verdict } from './invariants.ts'
import type { Shop } from './shop.ts'

/** Slots at the paces used here: at most eight messages under way (SECURITY 2.0, point 7). */
const MOST_UNDER_WAY = 8

/** Lets everything come to rest, ends the engine and holds its rows against the simulator's ledger. */
export async function verdictOf(shop: Shop): Promise<Verdict> {
  await shop.settled()
  const allEventsHeard = await shop.eventsHeard()
  await shop.giveUpDoubts()
  const { state } = await shop.status()
  const people = await shop.people()
  const attempts = await shop.attempts()
  return judge(
    { taken: shop.taken(), people, attempts, kills: shop.kills, isFinished: state === 'finished', allEventsHeard },
    { mostUnderWay: MOST_UNDER_WAY },
  )
}
