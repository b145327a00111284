import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { runKilled } from '../../../test/support/killed-child.ts'
import { patiently } from '../../../test/support/patiently.ts'
import { memorySecrets, tempVault } from '../../../test/support/temp-vault.ts'
import { openStore, sql, type Store } from '../../store/index.ts'

const KILLS = 8
const ADDED = 2_000
const KNOWN = 300
const program = new URL('../../../test/support/crash-child.ts', import.meta.url).pathname
const suppressionKey = { 'suppression-key': 'ab'.repeat(32) }

/** What an import could have changed of people; ids are drawn anew each time. */
const picture = ({ read }: Store) => ({
  people: read.all(sql`select phone, name, note, offers, import_id is not null as isImported from customer order by phone`),
  tags: read.all(sql`select c.phone, t.tag from customer_tag t join customer c on c.seq = t.customer_seq order by 1, 2`),
  words: read.all(sql`select c.phone, w.words from customer_words w join customer c on c.seq = w.seq order by 1`),
  consents: read.get(sql`select count(*) as count, count(distinct customer_seq) as people from consent_event`),
  counts: read.all(sql`select offers, sum(rows) as rows from customer_count where rows > 0 group by offers order by 1`),
  found: read.get(sql`select count(*) as count from customer_search where customer_search match 'newcomer'`),
})

/**
 * Spread over the whole work; after that earlier and earlier, since on a busy computer what was measured first may be so long that
 * all kills come too late to find anything undone.
 */
const delay = (kill: number, tookMs: number): number => (kill <= KILLS ? (tookMs * kill) / KILLS : (tookMs / KILLS) * 2 ** (KILLS - kill))

describe('an import that is killed', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shopbell-import-'))
    const known = Array.from({ length: KNOWN }, (_, index) => `Renamed ${index},0988${String(100_000 + index)},VIP`)
    const added = Array.from({ length: ADDED }, (_, index) => `Newcomer ${index},09${10_000_000 + ((index * 7919) % 9_000_000)},new`)
    writeFileSync(join(folder, 'list.csv'), `Name,Phone,Tags\n${[...added.slice(0, 100), ...known, ...added.slice(100)].join('\n')}\n`)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** A vault with people who are in the list already, closed. */
  const prepared = async () => {
    const vault = tempVault()
    const room = await customerRoom({ vault })
    for (let index = 0; index < KNOWN; index += 1)
      await room.call('customer.save', { phone: `0988${String(100_000 + index)}`, name: `Old ${index}` })
    await room.customer.stop()
    const before = picture(vault.store)
    vault.store.close()
    return { vault, before }
  }

  /** The next start, and what it finds once nothing is under way. */
  const restart = async (vault: ReturnType<typeof tempVault>): Promise<{ room: CustomerRoom; store: Store }> => {
    const store = openStore({ file: vault.file, key: vault.key })
    const room = await customerRoom({ vault: { ...vault, store, secrets: memorySecrets(suppressionKey), remove: () => store.close() } })
    await vi.waitUntil(() => store.read.get(sql`select 1 from import_run where state = 'running'`) === undefined, patiently)
    return { room, store }
  }

  /** Takes the import back, if there is one that came to its end, and says what that did. */
  const undo = async (room: CustomerRoom) => {
    const run = (await room.call('customer.imports', {})).imports.find(({ state }) => state === 'done')
    if (run === undefined) return null
    expect(run.counts).toMatchObject({ rows: ADDED + KNOWN, new: ADDED, update: KNOWN })
    return room.call('customer.undoImport', { importId: run.importId })
  }

  it('P-09: has brought everybody or nobody after the next start, and all of it can be undone', async () => {
    const outcomes = { nothing: 0, all: 0 }
    let tookMs = 0
    let whole: ReturnType<typeof picture> | null = null
    for (let kill = 0; kill <= KILLS || (outcomes.nothing === 0 && kill <= 8 * KILLS); kill += 1) {
      const { vault, before } = await prepared()
      const order = { file: vault.file, key: vault.key, work: { import: join(folder, 'list.csv') } }
      // The first one comes to its end, and says how long that takes.
      const ran = await runKilled(program, order, kill === 0 ? null : delay(kill, tookMs))
      if (kill === 0) tookMs = ran.tookMs
      const { room, store } = await restart(vault)
      const now = picture(store)
      whole ??= now
      const isNothing = now.people.length === KNOWN
      outcomes[isNothing ? 'nothing' : 'all'] += 1
      expect(now).toEqual(isNothing ? before : whole)
      expect([await undo(room), picture(store)]).toEqual([isNothing ? null : { removed: ADDED, restored: KNOWN, stayed: 0 }, before])
      await room.close()
      rmSync(vault.folder, { recursive: true, force: true })
    }
    expect(Math.min(outcomes.nothing, outcomes.all)).toBeGreaterThan(0)
  })
})
