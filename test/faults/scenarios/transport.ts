import { verdictOf } from '../rig/evidence.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const FEW = 60
const PACE = 30

/** A scenario in which only the wire is bad and nobody intervenes. */
function badWire(given: {
  readonly name: string
  readonly expects: string
  readonly faults: string
  readonly allReached: boolean
}): Scenario {
  return {
    name: given.name,
    expects: given.expects,
    async run({ seed, messages }) {
      const shop = await Shop.open({ seed, messages: Math.min(messages, FEW), pacePerSecond: PACE, faults: given.faults })
      try {
        await shop.start()
        const verdict = await verdictOf(shop)
        const taken = new Set(shop.taken().map(({ person }) => person)).size
        const reached = check(
          'everybody was written to once',
          taken === shop.options.messages && verdict.unconfirmed === 0,
          `${taken} of ${shop.options.messages}`,
        )
        return { checks: [...verdictChecks(verdict), ...(given.allReached ? [reached] : [])], verdict, kills: 0 }
      } finally {
        await shop.close()
      }
    },
  }
}

/** What a bad wire, a busy Meta and a bad way back may do to a broadcast. */
export const transport: readonly Scenario[] = [
  badWire({
    name: 'reused-socket-reset',
    expects: 'a reset after acceptance on a used connection is never repeated; events settle it',
    faults: 'dropReusedAfterAccept=0.15',
    allReached: true,
  }),
  badWire({
    name: 'half-answers',
    expects: 'an answer cut in half, without an id, or in HTML is in doubt; events settle it',
    faults: 'halfAnswer=0.08,noMessageId=0.05,htmlPageAfterAccept=0.05',
    allReached: true,
  }),
  badWire({
    name: 'throttled',
    expects: 'Meta says slower a few times; everybody gets it once, later',
    faults: 'throughputReached=2x,tooManyRequests=1x',
    allReached: true,
  }),
  badWire({
    name: 'lost-events',
    expects: 'events lost, doubled, shuffled and forged: unconfirmed where nobody can tell, never wrong',
    faults: 'dropAfterAccept=0.1,error500=0.05,webhookLost=0.3,webhookDoubled=0.1,webhookForeignOpaque=0.1,webhookShuffled=0.1',
    allReached: false,
  }),
]
