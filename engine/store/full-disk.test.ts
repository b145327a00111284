import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { StoreError } from './errors.ts'
import { migrations } from './migrations/index.ts'
import { openStore } from './open.ts'
import { sql } from './sql.ts'

const key = 'e5'.repeat(32)
const DISK_BYTES = 10_485_760
const RESERVE_BYTES = 1_048_576

/** A real disk of ten megabytes; false where this account may not mount one. */
function mountSmallDisk(folder: string): boolean {
  if (process.platform !== 'linux') return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function fillUp(folder: string): void {
  const file = openSync(join(folder, 'filler'), 'w')
  const chunk = Buffer.alloc(4096)
  try {
    for (;;) writeSync(file, chunk)
  } catch {
    closeSync(file)
  }
}

let temp: ReturnType<typeof tempFolder>
let disk: string
let isMounted: boolean
beforeEach(() => {
  temp = tempFolder()
  disk = join(temp.folder, 'disk')
  mkdirSync(disk)
  isMounted = mountSmallDisk(disk)
})
afterEach(() => {
  if (isMounted) execFileSync('umount', [disk])
  temp.remove()
})

describe('a full disk', () => {
  it('D-12: refuses ordinary writes, keeps what was committed, and still takes what must be written', (ctx) => {
    if (!isMounted) ctx.skip('needs an account that may mount a small disk')
    const store = openStore({ file: join(disk, 'vault.db'), key, ballastBytes: RESERVE_BYTES })
    const heard: string[] = []
    store.onTrouble((kind) => heard.push(kind))
    store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('before', 'kept')`))
    fillUp(disk)
    const outcome = 'o'.repeat(50_000)
    store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('outcome', ${outcome})`), { repeatable: true })
    expect(existsSync(join(disk, 'vault.db.reserve'))).toBe(false)
    fillUp(disk)
    const ordinary = () => store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('big', ${'x'.repeat(3_000_000)})`))
    expect(ordinary).toThrow(new StoreError('full', 'SQLITE_FULL'))
    expect(new Set(heard)).toEqual(new Set(['full']))
    rmSync(join(disk, 'filler'))
    ordinary()
    expect(store.read.all(sql`select name from vault_fact where name in ('before', 'big', 'outcome') order by name`)).toEqual([
      { name: 'before' },
      { name: 'big' },
      { name: 'outcome' },
    ])
    store.close()
  })

  it('is made room on by emptying the log alone, where only that filled it', (ctx) => {
    if (!isMounted) ctx.skip('needs an account that may mount a small disk')
    const store = openStore({ file: join(disk, 'vault.db'), key, ballastBytes: RESERVE_BYTES })
    const put = (round: number) =>
      store.write(
        (db) =>
          db.run(sql`
            insert into vault_fact (name, value) values ('round', ${String(round).padEnd(400_000, '.')})
            on conflict (name) do update set value = excluded.value`),
        { repeatable: 'without-reserve' },
      )
    for (let round = 0; round < 3; round += 1) put(round)
    // From here on the file itself need not grow, only the log does.
    store.checkpoint()
    for (let round = 3; round < 6; round += 1) put(round)
    expect(existsSync(join(disk, 'vault.db.reserve'))).toBe(true)
    fillUp(disk)
    put(6)
    expect(existsSync(join(disk, 'vault.db.reserve'))).toBe(true)
    store.close()
  })

  it('is not filled by the log where no space could be set aside', (ctx) => {
    if (!isMounted) ctx.skip('needs an account that may mount a small disk')
    const store = openStore({ file: join(disk, 'vault.db'), key, ballastBytes: DISK_BYTES })
    const longest = { bytes: 0 }
    for (let round = 0; round < 60; round += 1) {
      store.write((db) =>
        db.run(sql`
          insert into vault_fact (name, value) values ('round', ${String(round).padEnd(200_000, '.')})
          on conflict (name) do update set value = excluded.value`),
      )
      longest.bytes = Math.max(longest.bytes, statSync(join(disk, 'vault.db-wal')).size)
    }
    expect(longest.bytes).toBeLessThan(DISK_BYTES / 2)
    store.close()
  })

  it('is not made fuller by the reserve', (ctx) => {
    if (!isMounted) ctx.skip('needs an account that may mount a small disk')
    openStore({ file: join(disk, 'vault.db'), key, ballastBytes: DISK_BYTES / 2 }).close()
    expect(existsSync(join(disk, 'vault.db.reserve'))).toBe(false)
  })

  it('fault 14: does not migrate a vault that could not be copied first, and says so', (ctx) => {
    if (!isMounted) ctx.skip('needs an account that may mount a small disk')
    const file = join(disk, 'vault.db')
    const before = migrations.slice(0, -3)
    const store = openStore({ file, key, steps: before })
    store.write((db) => {
      for (let index = 0; index < 400; index += 1)
        db.run(sql`insert into vault_fact (name, value) values (${`n${index}`}, ${'x'.repeat(4_000)})`)
    })
    store.close()
    fillUp(disk)
    truncateSync(join(disk, 'filler'), statSync(join(disk, 'filler')).size - 900_000)
    expect(() => openStore({ file, key })).toThrow(StoreError)
    rmSync(join(disk, 'filler'))
    const again = openStore({ file, key, steps: before })
    expect(again.read.get(sql`select count(*) as n from vault_fact where name like 'n%'`)).toEqual({ n: 400 })
    again.close()
  })
})
