// One life of the engine over a vault of 100,000 customers; the parent measures it, kills it and starts another.
//   node ledger-large-child.ts make|resume FOLDER PEOPLE FACTS
import { setInterval as every } from 'node:timers/promises'
import { sql } from '../../engine/store/index.ts'
import type { SimulatorReady } from '../support/simulator-process.ts'
import { draft, importPeople, NO_PACE, seal, start } from './broadcasts.ts'
import { openRooms, type Rooms } from './rooms.ts'

const [, , task = '', folder = '', people = '0', facts = '{}'] = process.argv
const simulator = { facts: JSON.parse(facts) as SimulatorReady }
const say = (what: Readonly<Record<string, unknown>>): void => void process.stdout.write(`${JSON.stringify(what)}\n`)
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1_048_576)

async function timed<T>(stage: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const value = await work()
  say({ stage, ms: Math.round(performance.now() - begun), megabytes: megabytes() })
  return value
}

/** Messages that Meta has, as the rows say; by the index of runs, so that the looking itself costs nothing. */
function taken(rooms: Rooms): number {
  const { read } = rooms.vault.store
  const run = read.get<{ run_id: string }>(sql`select run_id from run where owner = 'broadcast'`)
  const counts = run === undefined ? undefined : rooms.ground.ledger.counts(read, run.run_id)
  return counts === undefined ? 0 : counts.accepted + counts.sent + counts.delivered + counts.read
}

function unlimited(rooms: Rooms): void {
  rooms.ground.ledger.setDailyLimit(null)
  rooms.ground.ledger.setThroughput(NO_PACE)
}

async function make(): Promise<void> {
  const rooms = await openRooms(simulator, { folder })
  await timed('import', () => importPeople(rooms, Number(people)))
  await rooms.call('template.sync', {})
  unlimited(rooms)
  const broadcastId = await draft(rooms, 'Everybody')
  await timed('review', () => rooms.call('broadcast.review', { broadcastId }))
  await timed('seal', () => seal(rooms, broadcastId))
  await start(rooms, broadcastId, NO_PACE)
  await tellProgress(rooms)
}

async function resume(): Promise<void> {
  const begun = performance.now()
  const rooms = await openRooms(simulator, { folder, isThere: true })
  unlimited(rooms)
  const before = taken(rooms)
  let firstMs = 0
  rooms.ground.ledger.watch('broadcast', (_db, change) => {
    if (change.state !== 'accepted' || firstMs > 0) return
    firstMs = Math.round(performance.now() - begun)
    say({ stage: 'first', ms: firstMs, megabytes: megabytes() })
  })
  await Promise.race([rooms.ground.ledger.idle(), tellProgress(rooms)])
  const states = rooms.vault.store.read.all(sql`select state, count(*) as people from send group by state`)
  say({ stage: 'resumed', ms: firstMs, before, states, megabytes: megabytes() })
  await rooms.stop()
  process.exit(0)
}

async function tellProgress(rooms: Rooms): Promise<void> {
  let most = 0
  for await (const _ of every(1_000)) {
    most = Math.max(most, megabytes())
    say({ stage: 'sending', taken: taken(rooms), megabytes: most })
  }
}

await (task === 'make' ? make() : resume())
