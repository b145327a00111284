import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { decryptedBytes, tracesIn } from '../../test/support/decrypted-copy.ts'
import { patiently } from '../../test/support/patiently.ts'
import { privacyRoom } from '../../test/support/privacy-room.ts'
import { memorySecrets, tempVault } from '../../test/support/temp-vault.ts'
import { openStore, sql, type Store } from '../store/index.ts'

const KILLS = 6
const PEOPLE = 2000
const MESSAGES = 1500
const child = new URL('../../test/support/crash-child.ts', import.meta.url).pathname

/** Runs the order in a process of its own and kills it `afterMs` after it began; null lets it end. Says whether it ended, and how long it took. */
async function run(order: object, afterMs: number | null): Promise<{ isDone: boolean; tookMs: number }> {
  const worker = spawn(process.execPath, [child], { stdio: ['pipe', 'pipe', 'inherit'] })
  worker.stdin.end(JSON.stringify(order))
  let output = ''
  let beganAt = 0
  let tookMs = 0
  worker.stdout.on('data', (data: Buffer) => {
    output += data.toString()
    if (beganAt === 0 && output.includes('begin')) {
      beganAt = performance.now()
      if (afterMs !== null) setTimeout(() => worker.kill('SIGKILL'), afterMs)
    }
    if (tookMs === 0 && output.includes('done')) tookMs = performance.now() - beganAt
  })
  await new Promise((resolve) => worker.on('close', resolve))
  return { isDone: output.includes('done'), tookMs }
}

/**
 * Spread over the whole work, one left to end; after that earlier and earlier, since on a busy machine what was measured first may
 * be so long that all kills come too late to find anything undone.
 */
const delay = (kill: number, tookMs: number): number | null => {
  if (kill === KILLS - 1) return null
  return kill < KILLS ? (tookMs * kill) / (KILLS - 1) : (tookMs / KILLS) * 2 ** (KILLS - kill)
}

/** Until something was found undone: one was left to end, so what is whole was found. */
const goesOn = (kill: number, outcomes: { readonly nothing: number; readonly all: number }): boolean =>
  kill < KILLS || (outcomes.nothing === 0 && kill < 12 * KILLS)

describe('killed in the middle', () => {
  let folder: string
  let template: { file: string; key: string; customerId: string }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shopbell-killed-'))
    const vault = tempVault()
    const room = await privacyRoom(vault)
    const { customerId } = await room.call('customer.save', { phone: '0912345678', name: '許功蓋測試', note: 'canary-note' })
    vault.store.write((db) => {
      for (let index = 0; index < MESSAGES; index += 1) {
        const message = { type: 'text', text: { body: `canary-text ${index}` }, id: `w${index}`, from: '', timestamp: '' }
        room.inbox.inbound(db, {
          wamid: `wamid.${index}`,
          at: 1000 + index,
          username: null,
          phone: '+886912345678',
          userId: null,
          profileName: '',
          message,
          contextWamid: null,
          forwarded: null,
          aboutProduct: null,
          referral: null,
        } as never)
      }
    })
    vault.store.checkpoint()
    template = { file: join(folder, 'template.db'), key: vault.key, customerId }
    copyFileSync(vault.file, template.file)
    writeFileSync(
      join(folder, 'list.csv'),
      `Name,Phone\n${Array.from({ length: PEOPLE }, (_, index) => `P${index},09${10_000_000 + index}`).join('\n')}\n`,
    )
    await room.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const copy = (name: string) => {
    const file = join(folder, name)
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    copyFileSync(template.file, file)
    return file
  }
  const count = (store: Store, table: 'customer' | 'message' | 'erase_receipt' | 'import_row' | 'consent_event' | 'customer_words') => {
    const tables = {
      customer: sql`customer`,
      message: sql`message`,
      erase_receipt: sql`erase_receipt`,
      import_row: sql`import_row`,
      consent_event: sql`consent_event`,
      customer_words: sql`customer_words`,
    }
    return store.read.get<{ n: number }>(sql`select count(*) as n from ${tables[table]}`)?.n ?? -1
  }
  /** Opens as the next start would, lets it settle, and looks. */
  const reopen = async <T>(file: string, look: (store: Store) => T): Promise<T> => {
    const vault = tempVault()
    vault.store.close()
    const store = openStore({ file, key: template.key })
    const room = await privacyRoom({
      ...vault,
      store,
      secrets: memorySecrets({ 'suppression-key': 'ab'.repeat(32) }),
      remove: () => undefined,
    })
    // An import that was decided goes on by itself.
    await vi.waitUntil(() => store.read.get(sql`select 1 from import_run where state = 'running'`) === undefined, patiently)
    await room.customer.stop()
    const seen = look(store)
    await room.close()
    store.close()
    vault.remove()
    return seen
  }

  it('an erasure has happened wholly or not at all, and the next start leaves no trace of a whole one', async () => {
    const order = (file: string) => ({ file, key: template.key, work: { erase: template.customerId, confirmation: '5678' } })
    const { tookMs } = await run(order(copy('measure.db')), null)
    const outcomes = { nothing: 0, all: 0 }
    for (let kill = 0; goesOn(kill, outcomes); kill += 1) {
      const file = copy(`erase-${kill}.db`)
      await run(order(file), delay(kill, tookMs))
      const seen = await reopen(file, (store) => [
        count(store, 'customer'),
        count(store, 'message'),
        count(store, 'erase_receipt'),
        existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0,
      ])
      const isWhole = seen[2] === 0
      outcomes[isWhole ? 'nothing' : 'all'] += 1
      expect(seen).toEqual(isWhole ? [1, MESSAGES, 0, 0] : [0, 0, 1, 0])
      const traces = tracesIn(decryptedBytes({ file, key: template.key }), ['許功蓋測試', '912345678', 'canary-text', 'canary-note'])
      expect(traces).toEqual(isWhole ? ['許功蓋測試', '912345678', 'canary-text', 'canary-note'] : [])
    }
    expect(Math.min(outcomes.nothing, outcomes.all)).toBeGreaterThan(0)
  })

  it('an import has brought everybody or nobody, and leaves no waiting rows', async () => {
    const order = (file: string) => ({ file, key: template.key, work: { import: join(folder, 'list.csv') } })
    const { tookMs } = await run(order(copy('measure.db')), null)
    const outcomes = { nothing: 0, all: 0 }
    for (let kill = 0; goesOn(kill, outcomes); kill += 1) {
      const file = copy(`import-${kill}.db`)
      await run(order(file), delay(kill, tookMs))
      const seen = await reopen(file, (store) => [
        count(store, 'customer'),
        count(store, 'consent_event'),
        count(store, 'customer_words'),
        count(store, 'import_row'),
      ])
      const isNothing = seen[0] === 1
      outcomes[isNothing ? 'nothing' : 'all'] += 1
      // What was cut off after the decision is there after the next start.
      expect(seen).toEqual(isNothing ? [1, 0, 1, 0] : [PEOPLE + 1, PEOPLE, PEOPLE + 1, PEOPLE])
    }
    expect(Math.min(outcomes.nothing, outcomes.all)).toBeGreaterThan(0)
  })
})
