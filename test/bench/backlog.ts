import { createHash, createHmac } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from '../../engine/store/index.ts'
import { pause } from '../faults/rig/random.ts'
import type { SimulatorProcess } from '../support/simulator-process.ts'
import type { Say } from './figures.ts'
import type { Rooms } from './rooms.ts'

/** Webhooks that wait when the shop opens after a few days. @source SECURITY 2.8, I-13 */
const EVENTS = 10_000
const PEOPLE = 2_000
const SPAN_MS = 3 * 86_400_000
const KEEP_AT_ONCE = 500

type Facts = Pick<SimulatorProcess['facts'], 'phoneNumberId' | 'wabaId' | 'appSecret'>
type Backlog = { readonly say: Say; readonly facts: Facts }

/**
 * Takes in what came while the shop was closed, in another order than it was written, and asks for the inbox all the
 * while, as a window does. Says how long it took, the longest stretch in which nothing else ran, and how long calls took.
 */
export async function benchBacklog(rooms: Rooms, { say, facts }: Backlog): Promise<void> {
  const before = messagesIn(rooms)
  const start = Date.now() - SPAN_MS
  // Every seventh first: no order of the stamps.
  const order = Array.from({ length: EVENTS }, (_, index) => (index * 7) % EVENTS)
  const bodyOf = (index: number) => Buffer.from(JSON.stringify(eventOf(facts, index, start + index * 20_000)))
  const last = order.pop() ?? 0
  for (let from = 0; from < order.length; from += KEEP_AT_ONCE)
    rooms.vault.store.write((db) => {
      for (const index of order.slice(from, from + KEEP_AT_ONCE)) {
        const body = bodyOf(index)
        const sha256 = createHash('sha256').update(body).digest()
        db.run(sql`insert into raw_event (received_at, body, body_sha256, state) values (${Date.now()}, ${body}, ${sha256}, 'new')`)
      }
    })
  const loop = monitorEventLoopDelay({ resolution: 1 })
  const calls: number[] = []
  loop.enable()
  const began = performance.now()
  // One that comes now wakes the reader.
  await post(rooms, facts, bodyOf(last))
  while (messagesIn(rooms) < before + EVENTS) {
    const asked = performance.now()
    await rooms.call('inbox.list', {})
    calls.push(performance.now() - asked)
    await pause(20)
  }
  const seconds = (performance.now() - began) / 1000
  loop.disable()
  const slowest = Math.max(...calls)
  say(
    `backlog: ${EVENTS} webhooks of three days in ${seconds.toFixed(1)} s; nothing else ran for at most ${(loop.max / 1e6).toFixed(0)} ms (p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms); ${calls.length} lists asked meanwhile, the slowest in ${slowest.toFixed(0)} ms`,
  )
  if (!isInOrder(rooms)) throw new Error('A conversation does not show its latest message')
}

const messagesIn = (rooms: Rooms): number =>
  rooms.vault.store.read.get<{ count: number }>(sql`select count(*) as count from message where direction = 'in'`)?.count ?? 0

/** Each conversation shows the message with the latest stamp, whatever came last. */
const isInOrder = (rooms: Rooms): boolean =>
  rooms.vault.store.read.get(sql`
    select 1 from conversation v where v.last_at <> (select max(at) from message m where m.customer_seq = v.customer_seq) limit 1`) ===
  undefined

async function post(rooms: Rooms, { appSecret }: Facts, body: Buffer): Promise<void> {
  const signature = createHmac('sha256', appSecret).update(body).digest('hex')
  const answer = await fetch(rooms.receiverUrl, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'x-hub-signature-256': `sha256=${signature}` },
  })
  if (answer.status !== 200) throw new Error(`the receiver answered ${answer.status}`)
}

function eventOf({ phoneNumberId, wabaId }: Facts, index: number, at: number): object {
  const from = String(886_910_000_000 + (index % PEOPLE))
  const message = {
    from,
    id: `wamid.backlog${index}`,
    timestamp: String(Math.floor(at / 1000)),
    type: 'text',
    text: { body: `Do you still have oolong number ${index}? 還有嗎` },
  }
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '886255501234', phone_number_id: phoneNumberId },
    contacts: [{ profile: { name: `Person ${index % PEOPLE}` }, wa_id: from }],
    messages: [message],
  }
  return { object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: [{ field: 'messages', value }] }] }
}
