import type { BroadcastId } from '#contract/kernel/values.ts'
import { mostSlotsAt } from '../../../engine/ledger/index.ts'
import { judge, type Evidence, type Verdict } from './invariants.ts'
import { attemptsOf, withVault } from './read-vault.ts'
import { PASSPHRASE, type Shop } from './shop.ts'

/** What the ledger allows itself at this pace; a slow computer uses more of it, because each answer takes longer. */
const mostUnderWay = ({ options }: Shop): number => mostSlotsAt(options.pacePerSecond, MOST_SLOTS)
const MOST_SLOTS = 64

export type JudgeOptions = {
  /** The simulator went down and took events with it, or lost them on purpose. */
  readonly eventsMayBeLost?: boolean
  readonly clockMoved?: boolean
}

/** Lets everything come to rest, ends the engine and holds its rows against the simulator's ledger. */
export async function verdictOf(shop: Shop, options: JudgeOptions = {}): Promise<Verdict> {
  await shop.settled()
  const allEventsHeard = await shop.eventsHeard()
  await shop.giveUpDoubts()
  const [verdict] = await verdictsOf(shop, [{ broadcastId: shop.broadcastId, allEventsHeard }], options)
  if (verdict === undefined) throw new Error('Cannot happen: one broadcast has one verdict')
  return verdict
}

/** Ends the engine and judges broadcasts that have come to rest, each by itself. */
export async function verdictsOf(
  shop: Shop,
  broadcasts: readonly { readonly broadcastId: BroadcastId; readonly allEventsHeard: boolean }[],
  { eventsMayBeLost = false, clockMoved = false }: JudgeOptions = {},
): Promise<Verdict[]> {
  const ends: (Pick<Evidence, 'people' | 'isFinished' | 'allEventsHeard'> & { readonly broadcastId: BroadcastId })[] = []
  for (const { broadcastId, allEventsHeard } of broadcasts) {
    const { state } = await shop.status(broadcastId)
    ends.push({ broadcastId, allEventsHeard, isFinished: state === 'finished', people: await shop.people(broadcastId) })
  }
  await shop.engine.stop()
  const rows = await withVault(shop.vault, PASSPHRASE, (vault) => ends.map(({ broadcastId }) => attemptsOf(vault, broadcastId)))
  const taken = shop.taken()
  return ends.map(({ people, allEventsHeard, isFinished }, index) => {
    const asked = new Set(people.map(({ person }) => person))
    return judge(
      {
        // Several broadcasts of one shop ask different people each.
        taken: broadcasts.length === 1 ? taken : taken.filter(({ person }) => asked.has(person)),
        people,
        attempts: rows[index] ?? [],
        kills: shop.kills,
        isFinished,
        allEventsHeard: allEventsHeard && !eventsMayBeLost,
        clockMoved,
      },
      { mostUnderWay: mostUnderWay(shop) },
    )
  })
}
