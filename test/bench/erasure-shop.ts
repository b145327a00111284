import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, sql, type Store } from '../../engine/store/index.ts'
import { tempVault } from '../support/temp-vault.ts'
import { rounded, shown, type Say } from './figures.ts'
import { fillChats } from './search-vault.ts'

const CHATS = 50_000
/** Of a shop that is kept for other runs, and holds nobody. */
const KEY = '5e'.repeat(32)

export type BenchVault = ReturnType<typeof tempVault>

/**
 * A vault with so many messages. With `SHOPBELL_BENCH_SHOPS`, a folder, the shop is written once and kept there; each run works
 * on a copy, because writing millions of messages takes minutes.
 */
export function openShop(messages: number, now: number, say: Say): BenchVault {
  const kept = process.env['SHOPBELL_BENCH_SHOPS']
  const vault = tempVault()
  if (kept === undefined) {
    timed(say, `${shown(messages)} messages of ${shown(CHATS)} customers written`, () =>
      fillChats(vault.store, { chats: CHATS, messages }, now),
    )
    return vault
  }
  mkdirSync(kept, { recursive: true })
  const pattern = join(kept, `vault-${messages}.db`)
  if (!existsSync(pattern)) timed(say, `${shown(messages)} messages written`, () => writePattern(pattern, messages, now))
  vault.store.close()
  copyFileSync(pattern, vault.file)
  const store = openStore({ file: vault.file, key: KEY })
  return {
    ...vault,
    key: KEY,
    store,
    remove() {
      store.close()
      rmSync(vault.folder, { recursive: true, force: true })
    },
  }
}

function writePattern(file: string, messages: number, now: number): void {
  const draft = `${file}.part`
  for (const end of ['', '-wal', '-shm', '.mark']) rmSync(`${draft}${end}`, { force: true })
  const store = openStore({ file: draft, key: KEY })
  fillChats(store, { chats: CHATS, messages }, now)
  store.close()
  renameSync(draft, file)
}

function timed(say: Say, what: string, work: () => void): void {
  const begun = performance.now()
  work()
  say(`  ${what} in ${rounded((performance.now() - begun) / 1_000)} s`)
}

/**
 * Gives somebody the chats of so many others that they have at least that many messages: lines of years, spread over every
 * part of the tables and of the index of words. Says texts and ids of theirs that stand nowhere else.
 */
export function giveChats(
  store: Store,
  { seq, firstChat, messages }: { readonly seq: number; readonly firstChat: number; readonly messages: number },
): { readonly messages: number; readonly texts: readonly string[] } {
  const last = lastChat(store, firstChat, messages)
  const { changes } = store.write((db) =>
    db.run(sql`update message set customer_seq = ${seq} where customer_seq >= ${firstChat} and customer_seq <= ${last}`),
  )
  // Ten Chinese signs or more are nobody else's by chance.
  const rows = store.read.all<{ id: string; text: string }>(sql`
    select message_id as id, content ->> '$.text' as text from message where customer_seq = ${seq} and length(content ->> '$.text') >= 16
    order by seq % 97 limit 20`)
  return { messages: changes, texts: rows.flatMap(({ id, text }) => [id, text]) }
}

function lastChat(store: Store, first: number, messages: number): number {
  let [chat, count] = [first, 0]
  while (count < messages && chat < CHATS) {
    count += store.read.get<{ count: number }>(sql`select count(*) as count from message where customer_seq = ${chat}`)?.count ?? 0
    chat += 1
  }
  return chat - 1
}
