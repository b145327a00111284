import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, tempFolder } from '../../test/support/temp-folder.ts'
import { StoreError } from './errors.ts'
import { keyCheckOf, unlock } from './key.ts'
import { openStore, type OpenOptions } from './open.ts'
import { checkPragmas, setPragmas } from './pragmas.ts'
import { sql } from './sql.ts'

const key = 'a1'.repeat(32)
const otherKey = 'b2'.repeat(32)

let temp: ReturnType<typeof tempFolder>
let file: string
beforeEach(() => {
  temp = tempFolder()
  file = join(temp.folder, 'vault.db')
})
afterEach(() => temp.remove())

const kindOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof StoreError) return error.kind
    throw error
  }
  return 'none'
}

/** A vault with some pages, closed. */
function madeVault(): void {
  const store = openStore({ file, key })
  store.write((db) => {
    for (let at = 0; at < 400; at += 1)
      db.run(sql`insert into vault_fact (name, value) values (${String(at)}, ${randomBytes(600).toString('base64')})`)
  })
  store.close()
}

function flipByteAt(position: number): void {
  const bytes = readFileSync(file)
  bytes[position] = (bytes[position] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

/** Opens a vault that must not open, and says how it was refused and whether anything was touched. */
function refusal(options: Partial<OpenOptions>): { kind: string; untouched: boolean } {
  const before = fingerprint(temp.folder)
  const kind = kindOf(() => openStore({ file, key, mustExist: true, ...options }))
  return { kind, untouched: JSON.stringify(fingerprint(temp.folder)) === JSON.stringify(before) }
}

describe('opening the store', () => {
  it('tells a wrong key from a damaged file by the check value, and touches neither', () => {
    madeVault()
    const keyCheck = keyCheckOf(key)
    expect(refusal({ key: otherKey, keyCheck })).toEqual({ kind: 'wrong-key', untouched: true })
    expect(refusal({ key: otherKey })).toEqual({ kind: 'wrong-key', untouched: true })
    flipByteAt(100)
    expect(refusal({ keyCheck })).toEqual({ kind: 'corrupt', untouched: true })
  })

  it('finds a flipped bit in the middle before it writes anything', () => {
    madeVault()
    flipByteAt(Math.floor(statSync(file).size / 2))
    expect(refusal({ keyCheck: keyCheckOf(key) })).toEqual({ kind: 'corrupt', untouched: true })
  })

  it('calls a file that was cut short, emptied or removed damaged', () => {
    madeVault()
    const whole = statSync(file).size
    const keyCheck = keyCheckOf(key)
    truncateSync(file, Math.floor(whole / 2))
    expect(refusal({ keyCheck })).toEqual({ kind: 'corrupt', untouched: true })
    truncateSync(file, 0)
    expect(refusal({ keyCheck })).toEqual({ kind: 'corrupt', untouched: true })
    temp.remove()
    expect(kindOf(() => openStore({ file: join(temp.folder, 'gone', 'vault.db'), key, mustExist: true }))).toBe('corrupt')
  })

  it('reports damage that appears while the vault is open, at the moment it is met', () => {
    madeVault()
    const store = openStore({ file, key })
    const heard: string[] = []
    store.onTrouble((kind) => heard.push(kind))
    // Otherwise the pages would come from memory, where they are still whole.
    store.write((db) => db.run(sql`pragma shrink_memory`))
    store.checkpoint()
    for (let page = 1; page < statSync(file).size / 4096; page += 1) flipByteAt(page * 4096 + 50)
    expect(kindOf(() => store.read.all(sql`select value from vault_fact`))).toBe('corrupt')
    expect(heard).toEqual(['corrupt'])
    store.close()
  })

  it('refuses a file of a later version untouched', () => {
    const store = openStore({
      file,
      key,
      steps: [{ number: 990, title: 'later', up: 'create table later (a text) strict;' }],
    })
    store.close()
    expect(refusal({ keyCheck: keyCheckOf(key) })).toEqual({ kind: 'newer', untouched: true })
  })

  it('refuses a cipher that does not notice a changed bit', () => {
    const connection = new Database(file)
    expect(kindOf(() => unlock(connection, { key, isProven: false, cipher: 'aes256cbc' }))).toBe('pragma')
    connection.close()
  })

  it('never lets the key into an error', () => {
    const connection = new Database(file)
    let message = ''
    try {
      unlock(connection, { key, isProven: false, cipher: `chacha20'; pragma key='${key}` })
    } catch (error) {
      message = JSON.stringify(error, Object.getOwnPropertyNames(error))
    }
    expect(message).toContain('StoreError')
    expect(message).not.toContain(key)
    connection.close()
  })

  it('D-03: refuses to run when one setting is off', () => {
    const connection = new Database(file)
    unlock(connection, { key, isProven: false })
    setPragmas(connection)
    for (const [name, off] of [
      ['synchronous', 'normal'],
      ['temp_store', 'file'],
      ['secure_delete', 'off'],
      ['foreign_keys', 'off'],
      ['trusted_schema', 'on'],
      ['cell_size_check', 'off'],
    ] as const) {
      connection.pragma(`${name}=${off}`)
      expect([name, kindOf(() => checkPragmas(connection))]).toEqual([name, 'pragma'])
      setPragmas(connection)
    }
    connection.close()
  })

  it('keeps files for us alone and nothing readable in them', () => {
    const store = openStore({ file, key, ballastBytes: 10_000 })
    store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('canary', 'Kanarienvogel-7261')`))
    for (const name of Object.keys(fingerprint(temp.folder))) {
      expect([name, statSync(join(temp.folder, name)).mode & 0o077]).toEqual([name, 0])
      expect(readFileSync(join(temp.folder, name)).includes('Kanarienvogel-7261')).toBe(false)
    }
    expect(Object.keys(fingerprint(temp.folder))).toEqual(['vault.db', 'vault.db-shm', 'vault.db-wal', 'vault.db.mark', 'vault.db.reserve'])
    store.close()
  })
})
