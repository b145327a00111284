import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { forgetLostCommits, hasLostCommits } from './commit-count.ts'
import type { Store } from './handles.ts'
import { openStore } from './open.ts'
import { sql } from './sql.ts'

const key = 'c3'.repeat(32)

let temp: ReturnType<typeof tempFolder>
const open: Store[] = []
let killed = 0
beforeEach(() => {
  temp = tempFolder()
})
afterEach(() => {
  for (const store of open.splice(0)) store.close()
  temp.remove()
})

const fileIn = (name: string) => join(temp.folder, name, 'vault.db')
const logIn = (name: string) => `${fileIn(name)}-wal`

function start(name: string): Store {
  const store = openStore({ file: fileIn(name), key })
  open.push(store)
  return store
}

const work = (store: Store, times = 10): void => {
  for (let turn = 0; turn < times; turn += 1)
    store.write((db) => db.run(sql`insert into vault_fact (name, value) values (${`fact-${Math.random()}`}, ${'x'.repeat(500)})`))
}

/** The files as a process leaves them that is killed at this moment: a copy of them all while the store is open. */
function kill(name: string): string {
  killed += 1
  const left = `killed-${killed}`
  cpSync(join(temp.folder, name), join(temp.folder, left), { recursive: true, filter: (path) => !path.endsWith('-shm') })
  return left
}

function make(name: string): Store {
  mkdirSync(join(temp.folder, name))
  return start(name)
}

const hasLost = (name: string): boolean => hasLostCommits(start(name).read)

function flipInLog(name: string, at: number): void {
  const bytes = readFileSync(logIn(name))
  const file = openSync(logIn(name), 'r+')
  writeSync(file, Buffer.from([(bytes[at] ?? 0) ^ 0xff]), 0, 1, at)
  closeSync(file)
}

describe('files as they were left', () => {
  it('miss nothing after an orderly end, however often, nor when the database is new beside a foreign mark', () => {
    for (let life = 0; life < 3; life += 1) {
      const store = life === 0 ? make('shop') : start('shop')
      work(store)
      expect(hasLostCommits(store.read)).toBe(false)
      store.close()
      expect(existsSync(logIn('shop'))).toBe(false)
    }
    rmSync(fileIn('shop'))
    expect(hasLost('shop')).toBe(false)
  })

  it('miss nothing after a kill: before the first commit, between commits, right after a checkpoint, and in the life after a kill', () => {
    const store = make('shop')
    const untouched = kill('shop')
    work(store)
    const busy = kill('shop')
    store.checkpoint()
    const tidy = kill('shop')
    expect(statSync(logIn(tidy)).size).toBe(0)
    expect([untouched, busy, tidy].map(hasLost)).toEqual([false, false, false])
    const again = kill(busy)
    work(start(again))
    expect(hasLost(kill(again))).toBe(false)
  })

  it('miss nothing when the log is gone but all of it was in its place', () => {
    const store = make('shop')
    work(store)
    store.checkpoint()
    const left = kill('shop')
    rmSync(logIn(left))
    expect(hasLost(left)).toBe(false)
  })

  it('count each change once, and no look or empty transaction', () => {
    const store = make('shop')
    const count = () => Number(store.read.get<{ value: string }>(sql`select value from vault_fact where name = 'commits'`)?.value)
    const before = count()
    work(store, 3)
    store.write((db) => db.get(sql`select 1`))
    store.write((db) => db.run(sql`delete from vault_fact where name = 'nobody'`))
    expect(() =>
      store.write((db) => {
        db.run(sql`delete from vault_fact`)
        throw new Error('changed my mind')
      }),
    ).toThrow('changed my mind')
    expect(count()).toBe(before + 3)
    expect(Number(readFileSync(`${fileIn('shop')}.mark`, 'utf8'))).toBe(before + 3)
  })
})

describe('row 18: a log that is not the one that was left', () => {
  /** Killed with ten commits that only the log holds, after others that are in their place. */
  function leftWithLog(): string {
    const store = make('shop')
    work(store)
    store.checkpoint()
    work(store)
    return kill('shop')
  }

  it.each([
    ['deleted', (name: string) => rmSync(logIn(name))],
    ['emptied', (name: string) => truncateSync(logIn(name), 0)],
    ['cut short', (name: string) => truncateSync(logIn(name), Math.floor(statSync(logIn(name)).size / 2))],
    ['damaged in its head', (name: string) => flipInLog(name, 10)],
    ['damaged in the middle', (name: string) => flipInLog(name, Math.floor(statSync(logIn(name)).size / 2))],
    ['deleted with the mark beside it', (name: string) => [logIn(name), `${fileIn(name)}.mark`].forEach((path) => rmSync(path))],
    [
      'deleted with a mark that says nothing',
      (name: string) => {
        rmSync(logIn(name))
        writeFileSync(`${fileIn(name)}.mark`, '')
      },
    ],
  ])('is noticed: %s', (_how, harm) => {
    const left = leftWithLog()
    harm(left)
    expect(hasLost(left)).toBe(true)
  })

  it('is noticed when yesterday’s database alone is put back after an orderly end', () => {
    const store = make('shop')
    work(store)
    store.close()
    const yesterday = readFileSync(fileIn('shop'))
    const today = start('shop')
    work(today)
    today.close()
    writeFileSync(fileIn('shop'), yesterday)
    expect(hasLost('shop')).toBe(true)
  })

  it('stays known over kills and orderly ends until somebody has settled it', () => {
    const left = leftWithLog()
    rmSync(logIn(left))
    expect(hasLost(left)).toBe(true)
    const killedAgain = kill(left)
    const store = start(killedAgain)
    expect(hasLostCommits(store.read)).toBe(true)
    store.close()
    const last = start(killedAgain)
    expect(hasLostCommits(last.read)).toBe(true)
    last.write(forgetLostCommits)
    last.close()
    expect(hasLost(killedAgain)).toBe(false)
  })
})
