import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3-multiple-ciphers'
import { startReceiver } from '../../engine/intake/receiver.ts'
import { silentLogger } from '../../engine/kernel/index.ts'
import { sql } from '../../engine/store/index.ts'
import { pause } from '../faults/rig/random.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator-process.ts'
import { tempVault } from '../support/temp-vault.ts'
import { benchBacklog } from './backlog.ts'
import { median, perSecond, rounded, shown, spentMs, type Figure, type Say } from './figures.ts'
import { openRooms, type Rooms } from './rooms.ts'
import type { Post, SenderOrders } from './webhook-sender.ts'

const EVENTS = 2_000
const PEOPLE = 500
const ROUNDS = 5
/** Webhooks that Meta sends at the same time, and rows that the raw loop puts into one commit. */
const AT_ONCE = 32

/** How fast something was, and what it cost the thread that did it, in microseconds of its own time for each webhook. */
type Pace = { readonly rate: number; readonly ownUs: number }

async function paceOf(work: () => Promise<void>): Promise<Pace> {
  const before = spentMs()
  const rate = await perSecond(EVENTS, work)
  return { rate, ownUs: ((spentMs() - before) * 1000) / EVENTS }
}

/**
 * Signed webhooks (one text message of a customer each) through the real receiver until each is understood and stands in
 * its conversation, against a raw loop that only inserts the rows that came of them: same schema, same cipher, same
 * durability, prepared statements, as many webhooks in one commit as there are senders. The raw loop hears nobody, so the
 * floor is measured too: the same receiver with nothing behind it, which checks the signature and answers.
 */
export async function benchIntake(say: Say): Promise<Figure> {
  const simulator = await startSimulatorProcess(['--scenario', 'plain', '--people', '1', '--webhooks', 'off'])
  const rooms = await openRooms(simulator)
  try {
    const rounds: Round[] = []
    for (let round = 0; round <= ROUNDS; round += 1) {
      const posts = makePosts(simulator, round)
      const real = await paceOf(await readyToReceive(rooms, posts, round))
      const raw = await rawInserts(rooms, posts, round)
      const empty = await emptyReceiver(simulator, posts)
      // The first round makes the people, the second and later ones are those of every day.
      if (round === 0) continue
      rounds.push({ raw, real, empty })
      say(`  round ${round}: raw inserts ${paceText(raw)}, empty receiver ${paceText(empty)}, through the receiver ${paceText(real)}`)
    }
    const figure = {
      ratio: middle(rounds, ({ real, raw }) => real.rate / raw.rate),
      perSecond: Math.round(middle(rounds, ({ real }) => real.rate)),
    }
    const withFloor = middle(rounds, ({ real, raw, empty }) => real.rate * (1 / raw.rate + 1 / empty.rate))
    const own = middle(rounds, ({ real, raw }) => raw.ownUs / real.ownUs)
    const ownWithFloor = middle(rounds, ({ real, raw, empty }) => (raw.ownUs + empty.ownUs) / real.ownUs)
    say(
      `intake: ${shown(figure.perSecond)} webhooks a second, ${figure.ratio} of raw inserts of the same rows, ${withFloor} of hearing and inserting one after the other; by the thread's own time ${own} and ${ownWithFloor}; ${EVENTS} webhooks, ${ROUNDS} rounds, medians`,
    )
    await benchBacklog(rooms, { say, facts: simulator.facts })
    return figure
  } finally {
    await rooms.stop()
    await simulator.stop()
  }
}

type Round = { readonly raw: Pace; readonly real: Pace; readonly empty: Pace }

const middle = (rounds: readonly Round[], of: (round: Round) => number): number => rounded(median(rounds.map(of)))
const paceText = ({ rate, ownUs }: Pace): string => `${shown(rate)}/s (${Math.round(ownUs)} µs)`

function makePosts(simulator: SimulatorProcess, round: number): Post[] {
  const { phoneNumberId, wabaId, appSecret } = simulator.facts
  return Array.from({ length: EVENTS }, (_, index) => {
    const digits = String(886_900_000_000 + (index % PEOPLE))
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: wabaId,
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '886255501234', phone_number_id: phoneNumberId },
                contacts: [{ profile: { name: `Person ${index % PEOPLE}` }, wa_id: digits }],
                messages: [
                  {
                    from: digits,
                    id: `wamid.${createHash('sha256').update(`${round} ${index}`).digest('base64url')}`,
                    timestamp: String(Math.floor(Date.now() / 1000)),
                    type: 'text',
                    text: { body: `Is the oolong number ${index} still there? 還有嗎` },
                  },
                ],
              },
            },
          ],
        },
      ],
    })
    return { body, signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` }
  })
}

const messagesIn = (rooms: Rooms): number =>
  rooms.vault.store.read.get<{ count: number }>(sql`select count(*) as count from message where direction = 'in'`)?.count ?? 0

/** Gets the sending thread ready; what comes back lets it go and waits until everything is answered. */
async function readyToSend(url: string, posts: readonly Post[]): Promise<() => Promise<void>> {
  const orders: SenderOrders = { url, posts, atOnce: AT_ONCE }
  const sender = new Worker(new URL('./webhook-sender.ts', import.meta.url), { workerData: orders })
  await once(sender, 'online')
  return async () => {
    const answered = once(sender, 'message')
    sender.postMessage('go')
    await answered
  }
}

/** The same through the shop's receiver, until everything is also understood. */
async function readyToReceive(rooms: Rooms, posts: readonly Post[], round: number): Promise<() => Promise<void>> {
  const send = await readyToSend(rooms.receiverUrl, posts)
  return async () => {
    await send()
    while (messagesIn(rooms) < EVENTS * (round + 1)) await pause(2)
  }
}

/** The receiver with nothing behind it: what hearing, checking the signature and answering cost by themselves. */
async function emptyReceiver(simulator: SimulatorProcess, posts: readonly Post[]): Promise<Pace> {
  const { appSecret } = simulator.facts
  const receiver = await startReceiver(
    {
      secrets: () => ({ verifyToken: null, appSecrets: [appSecret] }),
      keep: async () => undefined,
      onHandshake: () => undefined,
      logger: silentLogger,
    },
    0,
  )
  try {
    return await paceOf(await readyToSend(receiver.url, posts))
  } finally {
    await receiver.close()
  }
}

type Row = Record<string, string | number | null | Uint8Array>

/** Inserts what the webhooks of this round became, and nothing else. */
async function rawInserts(rooms: Rooms, posts: readonly Post[], round: number): Promise<Pace> {
  const rows = (table: string, from: number): Row[] =>
    rooms.vault.store.read.all<Row>({ text: `select * from ${table} order by seq limit ${EVENTS} offset ${from}`, params: [] })
  const from = EVENTS * round
  // What the database works out by itself is no part of a row.
  const messages = rows('message', from).map(({ turn: _turn, ...message }) => message)
  const words = rows('message_words', from)
  const vault = tempVault()
  vault.store.close()
  const connection = new Database(vault.file)
  try {
    connection.pragma(`cipher='chacha20'`)
    connection.key(Buffer.from(`raw:${vault.key}`))
    for (const pragma of ['temp_store=memory', 'synchronous=full', 'secure_delete=on', 'foreign_keys=off', 'journal_mode=wal'])
      connection.pragma(pragma)
    const insertEvent = connection.prepare(`insert into raw_event (received_at, body, body_sha256, state) values (?, ?, ?, 'new')`)
    const insertMessage = preparedInsert(connection, 'message', messages[0])
    const insertWords = preparedInsert(connection, 'message_words', words[0])
    const group = connection.transaction((begin: number) => {
      for (let index = begin; index < Math.min(begin + AT_ONCE, EVENTS); index += 1) {
        const body = Buffer.from(posts[index]?.body ?? '')
        insertEvent.run(Date.now(), body, createHash('sha256').update(body).digest())
        insertMessage.run(...Object.values(messages[index] ?? {}))
        insertWords.run(...Object.values(words[index] ?? {}))
      }
    })
    return await paceOf(async () => {
      for (let begin = 0; begin < EVENTS; begin += AT_ONCE) group.immediate(begin)
    })
  } finally {
    connection.close()
    vault.remove()
  }
}

function preparedInsert(connection: InstanceType<typeof Database>, table: string, row: Row | undefined) {
  const columns = Object.keys(row ?? {})
  return connection.prepare(
    `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  )
}
