import { createHash } from 'node:crypto'
import { READER_VERSION, readEvent } from '../../engine/intake/read-event.ts'
import { sql } from '../../engine/store/index.ts'
import { silentLogger, type Logger } from '../../engine/kernel/index.ts'
import { mutate } from '../support/webhooks/mutate.ts'
import { openReceivingRooms, type ReceivingRooms } from '../support/webhooks/receiving-rooms.ts'
import { webhookSamples } from '../support/webhooks/samples.ts'
import { numbersFrom } from './rig/random.ts'

/** What a run of mutated webhooks found. `lost`, `notTaken` and `failed` must be 0. */
export type FuzzFigures = {
  readonly count: number
  /** Different bodies among them. */
  readonly different: number
  readonly seconds: number
  /** Not answered with 200. */
  readonly notTaken: number
  /** Bodies that stand in no row, or whose bytes went although something in them was not understood. */
  readonly lost: number
  /** Facts at which a room threw. */
  readonly failed: number
  /** Events by what became of them. */
  readonly understood: number
  readonly kept: number
  readonly unreadable: number
  /** Most processor time that reading one payload took, and longest that one transaction kept everything else waiting, ms. */
  readonly slowestReadMs: number
  readonly longestWriteMs: number
}

export type FuzzOptions = { readonly count: number; readonly seed: number; readonly say?: (line: string) => void }

/** Posted at the same time, as Meta does when much happens. */
const AT_ONCE = 100
const SAY_EVERY = 10_000

/**
 * Posts mutated webhooks of every kind, signed, over real HTTP to the real receiver with all rooms behind it, and holds
 * what became of them against what was posted.
 */
export async function runWebhookFuzz({ count, seed, say = () => undefined }: FuzzOptions): Promise<FuzzFigures> {
  const watch = watchRooms()
  const rooms = await openReceivingRooms({ logger: watch.logger, version: watch.version })
  const longestWriteMs = watchWrites(rooms)
  const startedAt = performance.now()
  try {
    const posted = await postAll(rooms, { count, seed, say })
    const seconds = (performance.now() - startedAt) / 1000
    return {
      count,
      seconds,
      ...posted.figures,
      ...accountFor(rooms, posted.hashes),
      failed: watch.failures(),
      slowestReadMs: Math.round(watch.slowestReadMs()),
      longestWriteMs: Math.round(longestWriteMs()),
    }
  } finally {
    await rooms.close()
  }
}

/** Processor time of this process: what other programs take of a busy computer says nothing about a reading. */
function workedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Counts failures of rooms, and times each reading. */
function watchRooms() {
  let failures = 0
  let slowest = 0
  const logger: Logger = { ...silentLogger, error: (event) => void (failures += event.startsWith('intake.') ? 1 : 0) }
  const version = {
    number: READER_VERSION,
    read(...asked: Parameters<typeof readEvent>) {
      const before = workedMs()
      const read = readEvent(...asked)
      slowest = Math.max(slowest, workedMs() - before)
      return read
    },
  }
  return { logger, version, failures: () => failures, slowestReadMs: () => slowest }
}

/** Times each transaction; only the tests' own rooms are touched. */
function watchWrites({ vault }: ReceivingRooms): () => number {
  const { store } = vault
  const write = store.write
  let longest = 0
  store.write = (...asked) => {
    const begunAt = performance.now()
    try {
      return write(...asked)
    } finally {
      longest = Math.max(longest, performance.now() - begunAt)
    }
  }
  return () => longest
}

async function postAll(rooms: ReceivingRooms, { count, seed, say }: Required<FuzzOptions>) {
  const numbers = numbersFrom(seed)
  const hashes = new Set<string>()
  let notTaken = 0
  for (let done = 0; done < count; done += AT_ONCE) {
    const bodies = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, index) => {
      const sample = webhookSamples[(done + index) % webhookSamples.length]
      return mutate(sample?.payload ?? {}, numbers)
    })
    for (const body of bodies) hashes.add(createHash('sha256').update(body).digest('hex'))
    const answers = await Promise.all(bodies.map((body) => rooms.post(body)))
    notTaken += answers.filter((status) => status !== 200).length
    await rooms.settled()
    if (Math.floor(done / SAY_EVERY) !== Math.floor((done + AT_ONCE) / SAY_EVERY)) say(`${done + AT_ONCE} of ${count} posted and read`)
  }
  return { hashes, figures: { different: hashes.size, notTaken } }
}

type Row = { readonly sha: string; readonly state: string; readonly hasBody: number }

/** Every body that was posted stands in a row; those not understood as a whole still have their bytes. */
function accountFor({ vault }: ReceivingRooms, hashes: ReadonlySet<string>) {
  const rows = vault.store.read.all<Row>(sql`select lower(hex(body_sha256)) as sha, state, body is not null as hasBody from raw_event`)
  const whole = rows.filter(({ sha, state, hasBody }) => hashes.has(sha) && state !== 'new' && (state === 'done' || hasBody === 1))
  const inState = (state: string): number => rows.filter((row) => row.state === state).length
  return { lost: hashes.size - whole.length, understood: inState('done'), kept: inState('kept'), unreadable: inState('parked') }
}
