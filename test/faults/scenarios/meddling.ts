import { sql } from '../../../engine/store/index.ts'
import { judge } from '../rig/invariants.ts'
import { numbersFrom, pause, until, type Numbers } from '../rig/random.ts'
import { attemptsOf, withVault } from '../rig/read-vault.ts'
import { check, verdictChecks, type Scenario } from '../rig/scenario.ts'
import { PASSPHRASE, Shop } from '../rig/shop.ts'

const PACE = 40
const MOST_EVENTS = 500
const SOME = 20
/** What was claimed before somebody was erased may still be on its way. */
const ON_ITS_WAY_MS = 2_000

type Customer = Awaited<ReturnType<typeof customersOf>>[number]
type Meddled = { readonly optedOut: Map<string, number>; readonly erased: Map<string, number>; events: number }

/** People say no, are erased and are edited at random instants while a broadcast goes to them; in the end it is stopped. */
export const meddling: Scenario = {
  name: 'meddling',
  rows: [36],
  expects: 'M-09, M-21: no attempt is committed after its person’s no, nobody is written to after an erasure, a stop ends all of it',
  async run({ seed, messages }) {
    const number = numbersFrom(seed)
    const shop = await Shop.open({ seed, messages: Math.max(80, messages), pacePerSecond: PACE, faults: '' })
    try {
      const customers = await customersOf(shop)
      const wanted = Math.min(MOST_EVENTS, Math.floor(customers.length / 2))
      await shop.start()
      const meddled = await meddle(shop, customers, { number, wanted })
      await until('some are taken', async () => shop.taken().length > SOME)
      await shop.engine.call('broadcast.stop', { broadcastId: shop.broadcastId })
      await until('nobody waits or is under way', async () => {
        const { counts } = await shop.status()
        return counts.planned + counts.sending === 0
      })
      const allEventsHeard = await shop.eventsHeard()
      await shop.giveUpDoubts()
      const people = (await shop.people()).filter(({ person }) => person !== '')
      await shop.engine.stop()
      const found = await withVault(shop.vault, PASSPHRASE, (vault) => ({
        attempts: attemptsOf(vault, shop.broadcastId),
        late: vault.store.read.get<{ count: number }>(sql`
          select count(*) as count from attempt a join send s on s.seq = a.send_seq
          where exists (select 1 from consent_event c where c.customer_seq = s.customer_seq and c.decision = 'no' and c.recorded_at < a.committed_at)`),
      }))
      const taken = shop.taken()
      const known = new Set(people.map(({ person }) => person))
      const verdict = judge(
        // Erased people have no row any more; the simulator alone knows them.
        {
          taken: taken.filter(({ person }) => known.has(person)),
          people,
          attempts: found.attempts,
          kills: [],
          isFinished: true,
          allEventsHeard,
        },
        { mostUnderWay: 8 },
      )
      const afterErasure = taken.filter(({ person, atMs }) => atMs > (meddled.erased.get(person) ?? Infinity) + ON_ITS_WAY_MS).length
      const afterNo = taken.filter(({ person, atMs }) => atMs > (meddled.optedOut.get(person) ?? Infinity) + ON_ITS_WAY_MS).length
      const twice = taken.length - new Set(taken.map(({ person }) => person)).size
      const facts = `${meddled.events} events: ${meddled.optedOut.size} said no, ${meddled.erased.size} erased; ${taken.length} of ${customers.length} were written to`
      return {
        checks: [
          check('the events came while it was sending', meddled.events === wanted && taken.length > SOME, facts),
          check(
            'M-09: no attempt was committed after its person’s no',
            found.late?.count === 0 && afterNo === 0,
            `${found.late?.count}, ${afterNo} arrived`,
          ),
          check('nobody was written to after being erased', afterErasure === 0, afterErasure),
          check('nobody was written to twice, those erased counted', twice === 0, twice),
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

async function customersOf(shop: Shop) {
  const { customers } = await shop.engine.call('customer.list', { limit: 500 })
  return customers
}

async function meddle(
  shop: Shop,
  customers: readonly Customer[],
  how: { readonly number: Numbers; readonly wanted: number },
): Promise<Meddled> {
  const { number, wanted } = how
  const meddled: Meddled = { optedOut: new Map(), erased: new Map(), events: 0 }
  const gapMs = ((customers.length / PACE) * 1_000 * 0.5) / wanted
  while (meddled.events < wanted) {
    const customer = customers[Math.floor(number() * customers.length)]
    meddled.events += 1
    if (customer !== undefined && !meddled.erased.has(digitsOf(customer))) await happen(shop, { customer, draw: number(), meddled })
    await pause(number() * 2 * gapMs)
  }
  return meddled
}

const digitsOf = ({ phone }: Customer): string => (phone ?? '').replace('+', '')

async function happen(shop: Shop, event: { readonly customer: Customer; readonly draw: number; readonly meddled: Meddled }): Promise<void> {
  const { customer, draw, meddled } = event
  const { customerId } = customer
  if (draw < 0.6) {
    await shop.engine.call('customer.recordConsent', { customerId, decision: 'no', source: 'chat' })
    if (!meddled.optedOut.has(digitsOf(customer))) meddled.optedOut.set(digitsOf(customer), Date.now())
  } else if (draw < 0.75) {
    await shop.engine.call('customer.erase', { customerId, confirmation: digitsOf(customer).slice(-4) })
    meddled.erased.set(digitsOf(customer), Date.now())
  } else {
    await shop.engine.call('customer.save', { customerId, name: `Changed ${draw.toFixed(6)}`, tags: ['meddled'] })
  }
}
