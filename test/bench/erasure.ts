import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { sql } from '../../engine/store/index.ts'
import { decryptedPages } from '../support/decrypted-copy.ts'
import { privacyRoom, type PrivacyRoom } from '../support/privacy-room.ts'
import { giveChats, openShop } from './erasure-shop.ts'
import { rounded, shown, spentMs, type Say } from './figures.ts'

const NOW = Date.UTC(2026, 10, 22)
const OWN_MESSAGES = 10_000
const SAID = 20
const GOAL_EXPORT_S = 5
const GOAL_ERASE_S = 25
const LOOKED_EACH_MS = 10

export type ErasureFigure = { readonly exportS: number; readonly eraseS: number; readonly traces: number; readonly controlTraces: number }

type Known = {
  readonly customerId: string
  readonly phone: string
  readonly seq: number
  readonly messages: number
  readonly needles: readonly string[]
}
type Somebody = { readonly name: string; readonly phone: string; readonly firstChat: number }

/** Somebody with a long chat of years among all the others, and with words that stand nowhere else. */
async function addPerson(room: PrivacyRoom, { name, phone, firstChat }: Somebody): Promise<Known> {
  const { customerId } = await room.call('customer.save', { phone, name, note: `${name} likes the window seat` })
  const { store } = room.vault
  const seq = store.read.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq ?? 0
  const given = giveChats(store, { seq, firstChat, messages: OWN_MESSAGES })
  store.write((db) => {
    for (let index = 0; index < SAID; index += 1) {
      const message = { type: 'text', text: { body: `${name} wrote line ${index} 烏龍茶` }, id: `${name}${index}`, from: '', timestamp: '' }
      const about = { contextWamid: null, forwarded: null, aboutProduct: null, referral: null, username: null, userId: null }
      room.inbox.inbound(db, { ...about, wamid: `wamid.${name}.${index}`, at: NOW + index, phone, profileName: '', message } as never)
    }
  })
  store.checkpoint()
  // Of a word in the index only its end is sure to stand there whole: what it shares with the word before it is left out.
  const needles = [name, name.slice(-9), phone.slice(1), customerId, `wamid.${name}.7`, ...given.texts]
  return { customerId, phone, seq, messages: given.messages + SAID, needles }
}

/** On how many decrypted pages something of these stands. */
function tracesOf(room: PrivacyRoom, needles: readonly string[]): number {
  const bytes = needles.map((needle) => Buffer.from(needle))
  const byBeginning = new Map<number, Buffer[]>()
  for (const needle of bytes) byBeginning.set(needle.readUInt16LE(), [...(byBeginning.get(needle.readUInt16LE()) ?? []), needle])
  const isBeginning = new Uint8Array(65_536)
  for (const beginning of byBeginning.keys()) isBeginning[beginning] = 1
  const holds = (page: Buffer): boolean => {
    for (let place = 0; place + 1 < page.length; place += 1) {
      const beginning = (page[place] ?? 0) | ((page[place + 1] ?? 0) << 8)
      if (isBeginning[beginning] === 0) continue
      if (byBeginning.get(beginning)?.some((needle) => page.subarray(place, place + needle.length).equals(needle)) === true) return true
    }
    return false
  }
  let found = 0
  for (const page of decryptedPages(room.vault)) if (holds(page)) found += 1
  return found
}

type Took = { readonly seconds: number; readonly own: number; readonly longestMs: number }

/** How long it takes, how much of it the thread worked, and how long somebody else would have waited at most. */
async function timed(work: () => Promise<unknown>): Promise<Took> {
  const [begun, spent] = [performance.now(), spentMs()]
  let [last, longestMs] = [begun, 0]
  const look = () => {
    const now = performance.now()
    longestMs = Math.max(longestMs, now - last)
    last = now
  }
  const timer = setInterval(look, LOOKED_EACH_MS)
  await work()
  look()
  clearInterval(timer)
  return { seconds: (performance.now() - begun) / 1_000, own: (spentMs() - spent) / 1_000, longestMs }
}

const told = ({ seconds, own, longestMs }: Took): string =>
  `${rounded(seconds)} s (${rounded(own)} s of the thread's own time; others waited ${shown(longestMs)} ms at most)`

/** Deletes somebody as a database does that clears nothing; the scan must see it. */
function deleteWithoutClearing(room: PrivacyRoom, { seq }: Known): void {
  const connection = new Database(room.vault.file)
  connection.pragma("cipher='chacha20'")
  connection.key(Buffer.from(`raw:${room.vault.key}`))
  connection.pragma('secure_delete=off')
  connection.pragma('foreign_keys=on')
  connection.prepare('delete from message where customer_seq = ?').run(seq)
  connection.prepare('delete from customer where seq = ?').run(seq)
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
}

/** How long one person's copy and erasure take among millions of messages, and what is left of them; `SHOPBELL_BENCH_MESSAGES` makes it smaller. */
export async function benchErasure(say: Say): Promise<ErasureFigure> {
  const messages = Number(process.env['SHOPBELL_BENCH_MESSAGES'] ?? 5_000_000)
  say(`erasure: a shop of ${shown(messages)} messages`)
  const vault = openShop(messages, NOW, say)
  say(`  ${rounded(statSync(vault.file).size / 1_048_576)} MB`)
  const room = await privacyRoom(vault)
  const one = await addPerson(room, { name: 'Zephyrinequark', phone: '+886987654321', firstChat: 101 })
  const other = await addPerson(room, { name: 'Quillonwisteria', phone: '+886987123456', firstChat: 25_001 })
  say(`  ${shown(one.messages)} messages are one person's, ${shown(other.messages)} another's`)
  const before = tracesOf(room, one.needles)
  const copied = await timed(() => room.call('customer.export', { customerId: one.customerId, target: join(vault.folder, 'one.zip') }))
  say(`  copy of one person: ${told(copied)}, goal ${GOAL_EXPORT_S} s`)
  const locked = { customerId: one.customerId, target: join(vault.folder, 'locked.zip'), password: 'a long password' }
  say(`  the same with a password: ${told(await timed(() => room.call('customer.export', locked)))}`)
  const erased = await timed(() => room.call('customer.erase', { customerId: one.customerId, confirmation: one.phone.slice(-4) }))
  const traces = tracesOf(room, one.needles)
  say(`  erasure: ${told(erased)}, goal ${GOAL_ERASE_S} s; pages with traces: ${shown(before)} before, ${traces} after (goal 0)`)
  vault.store.checkpoint()
  deleteWithoutClearing(room, other)
  const controlTraces = tracesOf(room, other.needles)
  say(`  control, deleted without clearing: ${shown(controlTraces)} pages with traces (must not be 0)`)
  await room.close()
  return { exportS: copied.seconds, eraseS: erased.seconds, traces, controlTraces }
}
