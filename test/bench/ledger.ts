import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Pool } from 'undici'
import type { BroadcastId } from '#contract/kernel/values.ts'
import { sql } from '../../engine/store/index.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator-process.ts'
import { median, perSecond, rounded, shown, type Figure, type Say } from './figures.ts'
import { openRooms, type Rooms } from './rooms.ts'

const PEOPLE = 2_000
const ROUNDS = 5
/** The most messages that the ledger has under way, and the connections of its client. */
const CONCURRENCY = 64
const NO_PACE = 1_000_000
const OPAQUE = 'v1.00000000.att_00000000000000000000000000.0000000000000000'

/**
 * Broadcast throughput through the whole engine (store, guards, claim, commit, HTTP, outcome, chat history, coupon) against
 * a bare loop that posts the same bodies over a client with the same settings and the same concurrency, on the same
 * simulator, in turns. Only the pace, a promise to Meta, is switched off. Webhooks are off for both: intake is measured
 * by itself.
 */
export async function benchLedger(say: Say): Promise<Figure> {
  const simulator = await startSimulatorProcess(['--scenario', 'plain', '--people', String(PEOPLE), '--webhooks', 'off'])
  const rooms = await openRooms(simulator)
  try {
    await importPeople(rooms)
    await rooms.call('template.sync', {})
    rooms.ground.ledger.setDailyLimit(null)
    rooms.ground.ledger.setThroughput(NO_PACE)
    const bare: number[] = []
    const ledger: number[] = []
    for (let round = 0; round <= ROUNDS; round += 1) {
      const broadcastId = await approved(rooms, round)
      const bodies = rooms.vault.store.read
        .all<{ body: string }>(sql`select body from send where run_id = ${broadcastId} order by seq`)
        .map(({ body }) => body)
      const bareRate = await perSecond(PEOPLE, () => bareLoop(simulator, bodies))
      const ledgerRate = await perSecond(PEOPLE, () => broadcast(rooms, broadcastId))
      // The first round warms both up.
      if (round === 0) continue
      bare.push(bareRate)
      ledger.push(ledgerRate)
      say(`  round ${round}: bare loop ${shown(bareRate)}/s, through the ledger ${shown(ledgerRate)}/s`)
    }
    const ratios = ledger.map((rate, index) => rate / (bare[index] ?? rate))
    const figure = { ratio: rounded(median(ratios)), perSecond: Math.round(median(ledger)) }
    say(
      `ledger: ${shown(figure.perSecond)} messages a second, ${figure.ratio} of a bare loop of the same requests (${shown(median(bare))}/s); ${PEOPLE} messages, ${ROUNDS} rounds, medians`,
    )
    return figure
  } finally {
    await rooms.stop()
    await simulator.stop()
  }
}

async function importPeople(rooms: Rooms): Promise<void> {
  const file = join(rooms.vault.folder, '..', 'people.csv')
  writeFileSync(
    file,
    `Name,Phone\n${Array.from({ length: PEOPLE }, (_, index) => `Person ${index},+${886_900_000_000 + index}`).join('\n')}\n`,
  )
  await rooms.call('customer.import', { file, consent: { state: 'agreed', source: 'website', at: Date.UTC(2026, 2, 3) } })
}

async function approved(rooms: Rooms, round: number): Promise<BroadcastId> {
  const { broadcastId } = await rooms.call('broadcast.draft', {
    content: {
      name: `Round ${round}`,
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: 'coupon', language: 'en' },
      variables: {
        first_name: { from: { kind: 'customer', field: 'name' }, fallback: 'friend' },
        code: { from: { kind: 'coupon', part: 'code' } },
      },
      coupon: { kind: 'one-each', prefix: 'T', endsAt: null },
      quietHours: null,
    },
  })
  await rooms.call('broadcast.approve', { broadcastId, acceptUnknownPrices: true })
  rooms.vault.store.write((db) => db.run(sql`update run set pace_per_second = ${NO_PACE} where run_id = ${broadcastId}`))
  rooms.vault.store.checkpoint()
  return broadcastId
}

async function broadcast(rooms: Rooms, broadcastId: BroadcastId): Promise<void> {
  await rooms.call('broadcast.start', { broadcastId })
  await rooms.ground.ledger.idle()
  const { counts } = await rooms.call('broadcast.status', { broadcastId })
  if (counts.accepted !== PEOPLE) throw new Error(`${counts.accepted} of ${PEOPLE} were accepted; the round counts for nothing`)
}

async function bareLoop(simulator: SimulatorProcess, bodies: readonly string[]): Promise<void> {
  const { url, token, apiVersion, phoneNumberId } = simulator.facts
  const pool = new Pool(url, {
    connections: CONCURRENCY,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    headersTimeout: 30_000,
    bodyTimeout: 60_000,
  })
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' }
  const left = [...bodies]
  const lane = async (): Promise<void> => {
    for (let body = left.pop(); body !== undefined; body = left.pop()) {
      const sent = `${body.slice(0, -1)},"biz_opaque_callback_data":"${OPAQUE}"}`
      const answer = await pool.request({ method: 'POST', path: `/${apiVersion}/${phoneNumberId}/messages`, headers, body: sent })
      const { messages } = (await answer.body.json()) as { messages?: { id: string }[] }
      if (messages?.[0]?.id === undefined) throw new Error(`the simulator answered ${answer.statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
  await pool.close()
}
