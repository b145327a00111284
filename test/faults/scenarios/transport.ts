import type { BroadcastId } from '#contract/kernel/values.ts'
import { verdictsOf } from '../rig/evidence.ts'
import type { Verdict } from '../rig/invariants.ts'
import { check, type Scenario } from '../rig/scenario.ts'
import { Shop, type Post } from '../rig/shop.ts'

const FEW = 40
const MOST = 400
const PACE = 30

/** One broadcast over a bad wire, with nobody who intervenes. */
type BadWire = {
  readonly row: number
  readonly name: string
  readonly faults: string
  /** Each person's message arrives in the end. */
  readonly allReached: boolean
  /** Events are lost on purpose. */
  readonly losesEvents?: boolean
}

const off = (faults: string): string => faults.replaceAll(/=[\d.]+x?/g, '=0')

/** What a bad wire, a busy Meta and a bad way back may do to a broadcast. */
const wires: readonly BadWire[] = [
  {
    row: 28,
    name: 'too much to one person, offers held back, offers stopped: each ends in its own class',
    faults: 'pairRateReached=2x,heldBack=3x,offersStopped=3x',
    allReached: false,
  },
  {
    row: 29,
    name: '500, 502 and 503, with and without acceptance',
    faults: 'error500=0.03,error500AfterAccept=0.05,error502=0.03,error502AfterAccept=0.05,error503=0.03,error503AfterAccept=0.05',
    allReached: false,
  },
  {
    row: 30,
    name: 'reset before and after acceptance, on new and used connections',
    faults: 'dropBeforeAccept=0.05,dropAfterAccept=0.05,dropReusedAfterAccept=0.1',
    allReached: false,
  },
  {
    row: 31,
    name: 'half an answer, an endless one, one without an id, one byte by byte',
    faults: 'dripMs=4,halfAnswer=0.08,endlessAnswer=2x,noMessageId=0.05,dripAnswer=2x',
    allReached: true,
  },
  {
    row: 34,
    name: 'a redirect is not followed, a hotel page is no answer',
    faults: 'redirect=0.05,htmlPage=0.05,htmlPageAfterAccept=0.08',
    allReached: false,
  },
  {
    row: 37,
    name: 'events lost, doubled, late, shuffled, forged',
    faults:
      'webhookLateMs=3000,dropAfterAccept=0.1,error500=0.05,webhookLost=0.05,webhookDoubled=0.1,webhookLate=0.1,webhookForeignOpaque=0.1,webhookBadSignature=0.05,webhookShuffled=0.1',
    allReached: false,
    losesEvents: true,
  },
]

type Ran = BadWire & { readonly broadcastId: BroadcastId; readonly allEventsHeard: boolean; readonly posts: readonly Post[] }

/** Every bad wire is a broadcast of its own to people of its own, all of one shop. */
export const transport: Scenario = {
  name: 'bad-wire',
  rows: wires.map(({ row }) => row),
  expects: 'what is unclear is in doubt and never repeated, events settle it, and where nobody can tell it is said',
  async run({ seed, messages }) {
    const count = Math.min(MOST, Math.max(FEW, messages / 5))
    const shop = await Shop.open({ seed, messages: count, pacePerSecond: PACE, faults: '' })
    try {
      const ran: Ran[] = []
      for (const wire of wires) ran.push(await sendOver(shop, wire, { count, isFirst: ran.length === 0 }))
      await shop.giveUpDoubts(ran.map(({ broadcastId }) => broadcastId))
      const followed = await trapHits(shop)
      const verdicts = await verdictsOf(shop, ran)
      return {
        checks: [
          ...ran.flatMap((wire, index) => checksOf(wire, verdicts[index], count)),
          check('row 34: nobody followed the redirect', followed === 0, followed),
        ],
        verdict: null,
        others: verdicts,
        kills: 0,
      }
    } finally {
      await shop.close()
    }
  },
}

async function sendOver(shop: Shop, wire: BadWire, how: { readonly count: number; readonly isFirst: boolean }): Promise<Ran> {
  if (!how.isFirst) await shop.prepareBroadcast(how.count)
  const before = shop.posts().length
  await shop.setFaults(wire.faults)
  await shop.start()
  await shop.settled()
  const allEventsHeard = (await shop.eventsHeard()) && wire.losesEvents !== true
  await shop.setFaults(off(wire.faults))
  return { ...wire, broadcastId: shop.broadcastId, allEventsHeard, posts: shop.posts().slice(before) }
}

function checksOf(wire: Ran, verdict: Verdict | undefined, count: number) {
  const taken = new Set(wire.posts.flatMap(({ kind, person }) => (kind === 'accepted' ? [person] : []))).size
  const struck = wire.posts.filter(({ fault }) => fault !== null).length
  const found = `${wire.posts.length} posts, ${struck} struck, ${taken} of ${count} arrived, ${verdict?.unconfirmed ?? 0} unconfirmed`
  const title = `row ${wire.row}: ${wire.name}`
  const breaches = verdict?.breaches ?? ['no verdict']
  return [
    check(`${title}: I1 to I6 hold`, breaches.length === 0 && struck > 0, [found, ...breaches].join('; ')),
    ...(wire.allReached ? [check(`${title}: everybody was written to once`, taken === count && verdict?.unconfirmed === 0, taken)] : []),
  ]
}

/** How many requests came to where the redirect points. */
async function trapHits(shop: Shop): Promise<number> {
  return ((await shop.simulator.control('GET', '/simulator/state')) as { readonly trapHits: number }).trapHits
}
