import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { manualClock } from '../kernel/index.ts'
import { expectChanges } from './expect-changes.ts'
import type { Store, WriteHandle } from './handles.ts'
import { openStore } from './open.ts'
import { sql } from './sql.ts'
import { createStatements } from './statements.ts'

const key = 'c3'.repeat(32)
let temp: ReturnType<typeof tempFolder>
let store: Store
let clock: ReturnType<typeof manualClock>
beforeEach(() => {
  temp = tempFolder()
  clock = manualClock()
  store = openStore({ file: join(temp.folder, 'vault.db'), key, clock })
})
afterEach(() => {
  store.close()
  temp.remove()
})

const put = (db: WriteHandle, name: string) => db.run(sql`insert into vault_fact (name, value) values (${name}, ${'1'})`)
const names = () =>
  store.read.all<{ name: string }>(sql`select name from vault_fact where length(name) = 1 order by name`).map((row) => row.name)
const logBytes = () => statSync(join(temp.folder, 'vault.db-wal')).size

describe('a transaction', () => {
  it('keeps what it wrote and drops what a failed one wrote', () => {
    store.write((db) => put(db, 'a'))
    const failing = () =>
      store.write((db) => {
        put(db, 'b')
        throw new Error('refused')
      })
    expect(failing).toThrow('refused')
    expect(names()).toEqual(['a'])
  })

  it('takes a nested one into itself, for good or for nothing', () => {
    const failing = () =>
      store.write((db) => {
        put(db, 'outer')
        store.write((inner) => put(inner, 'inner'))
        throw new Error('refused')
      })
    expect(failing).toThrow('refused')
    expect(names()).toEqual([])
  })

  it('does what waits for the commit after it, and drops it with a failed one', () => {
    const seen: string[][] = []
    store.write((db) => {
      put(db, 'a')
      db.afterCommit(() => seen.push(names()))
    })
    const failing = () =>
      store.write((db) => {
        db.afterCommit(() => seen.push(['never']))
        throw new Error('refused')
      })
    expect(failing).toThrow('refused')
    store.write((db) => put(db, 'b'))
    expect(seen).toEqual([['a']])
  })

  it('refuses work that waits', () => {
    expect(() => store.write(async (db) => put(db, 'a'))).toThrow('Cannot happen')
    expect(names()).toEqual([])
  })
})

describe('reading row by row', () => {
  it('lets go of the list when the reader leaves early', () => {
    store.write((db) => ['a', 'b', 'c'].forEach((name) => put(db, name)))
    for (const row of store.read.each<{ name: string }>(sql`select name from vault_fact order by name`)) if (row.name === 'b') break
    store.write((db) => put(db, 'd'))
    expect(names()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('reads the same list twice at the same time', () => {
    store.write((db) => ['a', 'b'].forEach((name) => put(db, name)))
    const query = sql`select name from vault_fact where length(name) = 1 order by name`
    const pairs: string[] = []
    for (const left of store.read.each<{ name: string }>(query))
      for (const right of store.read.each<{ name: string }>(query)) pairs.push(left.name + right.name)
    expect(pairs).toEqual(['aa', 'ab', 'ba', 'bb'])
  })
})

describe('the write-ahead log', () => {
  it('D-08: is emptied at the latest 30 s after a commit', async () => {
    store.write((db) => put(db, 'a'))
    await clock.advance(29_000)
    expect(logBytes()).toBeGreaterThan(0)
    await clock.advance(1_000)
    expect(logBytes()).toBe(0)
  })

  it('D-08: is emptied at the latest 5 s after a removal that asks for it', async () => {
    store.write((db) => put(db, 'a'))
    await clock.advance(10_000)
    store.write((db) => {
      db.run(sql`delete from vault_fact`)
      db.forgetSoon()
    })
    await clock.advance(5_000)
    expect(logBytes()).toBe(0)
  })

  it('is tried again while somebody reads row by row', async () => {
    store.write((db) => ['a', 'b'].forEach((name) => put(db, name)))
    const list = store.read.each(sql`select name from vault_fact`)
    list.next()
    await clock.advance(30_000)
    expect(logBytes()).toBeGreaterThan(0)
    list.return?.()
    await clock.advance(1_000)
    expect(logBytes()).toBe(0)
  })

  it('is gone when the store is closed', () => {
    store.write((db) => put(db, 'a'))
    store.close()
    expect(existsSync(join(temp.folder, 'vault.db-wal'))).toBe(false)
  })
})

describe('small guards', () => {
  it('says when a change touched another number of rows than the code relies on', () => {
    const result = store.write((db) => put(db, 'a'))
    expectChanges(result, 1, 'one fact is written')
    expect(() => expectChanges(result, 2, 'two facts are written')).toThrow('two facts are written: 2 rows expected, 1 changed')
  })

  it('keeps a bounded number of prepared statements, dropping the longest unused', () => {
    const connection = new Database(':memory:')
    const statements = createStatements(connection, 4)
    const first = statements.prepare('select 0')
    for (const number of [1, 2, 0, 3, 4]) statements.prepare(`select ${number}`)
    expect(statements.size()).toBeLessThanOrEqual(4)
    expect(statements.prepare('select 0')).toBe(first)
    connection.close()
  })
})
