import type { BroadcastId } from '#contract/kernel/values.ts'
import { verdictsOf } from '../rig/evidence.ts'
import { until } from '../rig/random.ts'
import { check, type Scenario } from '../rig/scenario.ts'
import { Shop } from '../rig/shop.ts'

const MOST = 60
const PACE = 15
/** Many are left to write to then, however late the look comes. */
const SOME = 8

/** One way in which Meta stops taking anything from this number, and how an owner puts it in order. */
type Refusal = {
  readonly name: string
  readonly reason: 'key-refused' | 'account-warning'
  begin(shop: Shop): Promise<unknown>
  end(shop: Shop): Promise<unknown>
}

const steer = (shop: Shop, call: string, body: object) => shop.simulator.control('POST', `/simulator/${call}`, body)

async function takeNewKey(shop: Shop): Promise<void> {
  const { token } = (await steer(shop, 'reset-token', {})) as { readonly token: string }
  await shop.connect('local', token)
}

const MESSAGING = 'whatsapp_business_messaging'

const refusals: readonly Refusal[] = [
  { name: 'the key is revoked (190)', reason: 'key-refused', begin: (shop) => steer(shop, 'revoke-token', {}), end: takeNewKey },
  {
    name: 'the key expires (190)',
    reason: 'key-refused',
    begin: (shop) => steer(shop, 'token', { expiresInSeconds: 0 }),
    async end(shop) {
      await steer(shop, 'token', { expiresInSeconds: null })
      await takeNewKey(shop)
    },
  },
  {
    name: 'the permission to send is taken away (10)',
    reason: 'key-refused',
    begin: (shop) => steer(shop, 'token', { without: [MESSAGING] }),
    async end(shop) {
      const { scopes } = (await steer(shop, 'token', {})) as { readonly scopes: readonly string[] }
      await steer(shop, 'token', { scopes: [...scopes, MESSAGING] })
      await takeNewKey(shop)
    },
  },
  {
    name: 'the number is signed off (133010)',
    reason: 'account-warning',
    begin: (shop) => steer(shop, 'number', { registered: false }),
    end: (shop) => steer(shop, 'number', { registered: true }),
  },
]

type Ran = { readonly name: string; readonly broadcastId: BroadcastId; readonly paused: string; readonly allEventsHeard: boolean }

/** Each refusal meets a broadcast of its own in the middle, to people of its own, all of one shop. */
export const refusedKey: Scenario = {
  name: 'refused-key',
  rows: [35],
  expects: 'M-18: each pauses with its reason, nobody is lost, and with it in order again everybody gets it once',
  async run({ seed, messages }) {
    const count = Math.max(20, Math.min(messages, MOST))
    const shop = await Shop.open({ seed, messages: count, pacePerSecond: PACE, faults: '' })
    try {
      const ran: Ran[] = []
      for (const refusal of refusals) ran.push(await sendThrough(shop, refusal, { count, isFirst: ran.length === 0 }))
      const verdicts = await verdictsOf(shop, ran)
      const people = shop.taken().map(({ person }) => person)
      return {
        checks: [
          ...ran.map(({ name, paused }) => check(`${name}: it pauses and says why`, !paused.startsWith('not '), paused)),
          ...ran.map(({ name }, index) =>
            check(
              `${name}: I1 to I6 hold`,
              verdicts[index]?.breaches.length === 0,
              (verdicts[index]?.breaches ?? ['no verdict']).join('; '),
            ),
          ),
          check(
            'everybody was written to once',
            people.length === count * ran.length && new Set(people).size === people.length,
            people.length,
          ),
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

async function sendThrough(shop: Shop, refusal: Refusal, how: { readonly count: number; readonly isFirst: boolean }): Promise<Ran> {
  if (!how.isFirst) await shop.prepareBroadcast(how.count)
  const before = shop.taken().length
  await shop.start()
  await until('some are taken', async () => shop.taken().length > before + SOME)
  await refusal.begin(shop)
  await until(`the run pauses: ${refusal.name}`, async () => (await shop.status()).state === 'paused')
  const { pauseReason } = await shop.status()
  await refusal.end(shop)
  await shop.resume()
  await shop.settled()
  const allEventsHeard = await shop.eventsHeard()
  await shop.giveUpDoubts()
  const paused = pauseReason === refusal.reason ? refusal.reason : `not ${refusal.reason} but ${pauseReason ?? 'nothing'}`
  return { name: refusal.name, broadcastId: shop.broadcastId, paused, allEventsHeard }
}
