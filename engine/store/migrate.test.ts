import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { migrations } from './migrations/index.ts'
import { openStore } from './open.ts'
import { sql } from './sql.ts'

const key = 'd4'.repeat(32)
let temp: ReturnType<typeof tempFolder>
let file: string
beforeEach(() => {
  temp = tempFolder()
  file = join(temp.folder, 'vault.db')
})
afterEach(() => temp.remove())

type SchemaRow = { sql: string }
/** The schema as text; what SQLite makes by itself left out. */
function schemaOf(options: { steps?: typeof migrations } = {}): string {
  const store = openStore({ file, key, ...options })
  const rows = store.read.all<SchemaRow>(sql`
    select sql from sqlite_schema
    where sql is not null and name not like 'sqlite_%' and name not glob '*_search_*'
    order by tbl_name, case type when 'table' then 0 else 1 end, name`)
  store.close()
  return `${rows.map((row) => `${row.sql.replace(/^ {4}/gm, '')};`).join('\n\n')}\n`
}

describe('the schema', () => {
  it('is the one that was written down', async () => {
    await expect(schemaOf()).toMatchFileSnapshot('./schema-snapshot.sql')
  })

  it('goes up in steps of growing numbers', () => {
    const numbers = migrations.map((step) => step.number)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  it.each(migrations.map((step, index) => [`${step.number} ${step.title}`, index] as const))(
    'step %s follows from the one before, with a backup first',
    (_, index) => {
      const before = migrations.slice(0, index)
      const last = before.at(-1)?.number ?? 0
      if (last > 0) {
        const store = openStore({ file, key, steps: before })
        store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('kept', 'yes')`))
        store.close()
      }
      const store = openStore({ file, key, steps: migrations.slice(0, index + 1) })
      expect(store.read.get(sql`pragma user_version`)).toEqual({ user_version: migrations[index]?.number })
      const kept = store.read.all(sql`select value from vault_fact where name = 'kept'`)
      expect(kept).toEqual(last > 0 ? [{ value: 'yes' }] : [])
      store.close()
      expect(existsSync(`${file}.before-${last}`)).toBe(last > 0)
    },
  )
})

describe('a step', () => {
  const first = { number: 10, title: 'first', up: "create table a (b text not null) strict; insert into a values ('kept');" }
  const broken = { number: 20, title: 'broken', up: 'create table c (d text) strict; insert into nowhere values (1);' }
  const good = { number: 20, title: 'good', up: 'create table c (d text) strict;' }

  it('that fails leaves the file as it was, and the backup opens', () => {
    openStore({ file, key, steps: [first] }).close()
    expect(() => openStore({ file, key, steps: [first, broken] })).toThrow('no such table: nowhere')
    const backup = `${file}.before-10`
    for (const path of [file, backup]) {
      const store = openStore({ file: path, key, steps: [first] })
      expect(store.read.all(sql`select name from sqlite_schema order by name`)).toEqual([{ name: 'a' }])
      expect(store.read.get(sql`select b from a`)).toEqual({ b: 'kept' })
      store.close()
    }
  })

  it('keeps its backup for us alone and drops it when the new file has opened again', () => {
    openStore({ file, key, steps: [first] }).close()
    openStore({ file, key, steps: [first, good] }).close()
    expect(statSync(`${file}.before-10`).mode & 0o077).toBe(0)
    openStore({ file, key, steps: [first, good] }).close()
    expect(readdirSync(temp.folder)).toEqual(['vault.db'])
  })
})
