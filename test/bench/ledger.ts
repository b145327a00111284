import { sql } from '../../engine/store/index.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator-process.ts'
import { bareLoop } from './bare-loop.ts'
import { draft, importPeople, NO_PACE, seal, send } from './broadcasts.ts'
import { median, perSecond, rounded, shown, type Figure, type Say } from './figures.ts'
import { openRooms, type Rooms } from './rooms.ts'

const PEOPLE = 2_000
const ROUNDS = 5
const PACES = [80, 300, 1_000]
/** People by pace: some seconds of sending each, so that full seconds can be counted. */
const peopleAt = (pace: number): number => Math.min(PEOPLE, pace * 10)

type Round = { readonly ratio: number; readonly bare: number; readonly ledger: number; readonly microseconds: number }

/**
 * Broadcast throughput through the whole engine (store, guards, claim, commit, HTTP, outcome, chat history, coupon) against
 * a bare loop that posts the same bodies over a client with the same settings and the same concurrency, on the same
 * simulator, in turns: without a pace, and at three paces with the largest second, as it arrives. Webhooks are off for
 * both: intake is measured by itself.
 */
export async function benchLedger(say: Say): Promise<Figure> {
  const simulator = await startSimulatorProcess(['--scenario', 'plain', '--people', String(PEOPLE), '--webhooks', 'off'])
  // Asked for again later, so it is lifted at its source.
  await simulator.control('POST', '/simulator/number', { tier: 'TIER_UNLIMITED' })
  const rooms = await openRooms(simulator)
  try {
    await importPeople(rooms, PEOPLE)
    await rooms.call('template.sync', {})
    rooms.ground.ledger.setDailyLimit(null)
    const figure = await unpaced(rooms, simulator, say)
    for (const pace of PACES) await paced(rooms, simulator, { pace, say })
    return figure
  } finally {
    await rooms.stop()
    await simulator.stop()
  }
}

async function unpaced(rooms: Rooms, simulator: SimulatorProcess, say: Say): Promise<Figure> {
  rooms.ground.ledger.setThroughput(NO_PACE)
  const rounds: Round[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const broadcastId = await draft(rooms, `Round ${round}`)
    await seal(rooms, broadcastId)
    const bare = await perSecond(PEOPLE, () => bareLoop(simulator, bodiesOf(rooms, broadcastId), NO_PACE))
    const before = process.threadCpuUsage()
    const ledger = await perSecond(PEOPLE, () => send(rooms, broadcastId, { people: PEOPLE, pacePerSecond: NO_PACE }))
    const { user, system } = process.threadCpuUsage(before)
    // The first round warms both up.
    if (round === 0) continue
    rounds.push({ ratio: ledger / bare, bare, ledger, microseconds: (user + system) / PEOPLE })
    say(`  round ${round}: bare loop ${shown(bare)}/s, through the ledger ${shown(ledger)}/s`)
  }
  const middle = (part: keyof Round): number => median(rounds.map((round) => round[part]))
  const figure = { ratio: rounded(middle('ratio')), perSecond: Math.round(middle('ledger')) }
  say(
    `ledger: ${shown(figure.perSecond)} messages a second, ${figure.ratio} of a bare loop of the same requests (${shown(middle('bare'))}/s), ${Math.round(middle('microseconds'))} µs of the engine's thread a message; ${PEOPLE} messages, ${ROUNDS} rounds, medians`,
  )
  return figure
}

async function paced(rooms: Rooms, simulator: SimulatorProcess, { pace, say }: { pace: number; say: Say }): Promise<void> {
  rooms.ground.ledger.setThroughput(pace)
  const people = peopleAt(pace)
  const broadcastId = await draft(rooms, `Pace ${pace}`)
  await seal(rooms, broadcastId)
  const bodies = bodiesOf(rooms, broadcastId)
  // Whoever is over and above this pace's share is taken out, so that each pace takes some seconds.
  rooms.vault.store.write((db) => {
    const others = db.all<{ send_id: string }>(
      sql`select send_id from send where run_id = ${broadcastId} order by seq limit -1 offset ${people}`,
    )
    for (const other of others) rooms.ground.ledger.withdraw(db, other.send_id, 'excluded')
  })
  const bare = await perSecond(people, () => bareLoop(simulator, bodies.slice(0, people), pace))
  const last = await lastLine(simulator)
  const ledger = await perSecond(people, () => send(rooms, broadcastId, { people, pacePerSecond: pace }))
  const largest = largestSecond(await arrivals(simulator, last))
  say(
    `ledger at ${pace}/s: ${shown(ledger)} a second, ${rounded(ledger / bare)} of the bare loop (${shown(bare)}/s); largest second ${largest}, ${rounded((largest / pace) * 100)} % of the pace`,
  )
}

const bodiesOf = (rooms: Rooms, broadcastId: string): string[] =>
  rooms.vault.store.read
    .all<{ body: string }>(sql`select body from send where run_id = ${broadcastId} order by seq`)
    .map(({ body }) => body)

type Line = { readonly seq: number; readonly kind: string; readonly hrtimeNs: string | number }

async function linesAfter(simulator: SimulatorProcess, after: number): Promise<readonly Line[]> {
  const { data } = (await simulator.control('GET', `/simulator/ledger?after=${after}&limit=20000`)) as { data: readonly Line[] }
  return data
}

async function lastLine(simulator: SimulatorProcess): Promise<number> {
  let last = 0
  for (let page = await linesAfter(simulator, last); page.length > 0; page = await linesAfter(simulator, last))
    last = page.at(-1)?.seq ?? last
  return last
}

/** When each message since that line arrived, in ms. */
async function arrivals(simulator: SimulatorProcess, after: number): Promise<number[]> {
  const lines = await linesAfter(simulator, after)
  return lines.filter(({ kind }) => kind === 'accepted').map(({ hrtimeNs }) => Number(BigInt(hrtimeNs) / 1_000n) / 1_000)
}

/** Most messages in any second, wherever it begins. */
function largestSecond(times: readonly number[]): number {
  let first = 0
  let most = 0
  for (const [index, at] of times.entries()) {
    while (at - (times[first] ?? at) >= 1_000) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}
