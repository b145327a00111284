import Database from 'better-sqlite3-multiple-ciphers'
import { breathe } from '../../kernel/index.ts'
import { asStoreError } from '../errors.ts'
import { unlock } from '../key.ts'
import { migrations } from '../migrations/index.ts'
import { openStore } from '../open.ts'
import { countLost } from './count-lost.ts'
import { DamagedReader, type DamagedTable } from './damaged-table.ts'

type Connection = InstanceType<typeof Database>

/** What came of one table; `lost` is null where nobody can tell. */
export type Salvaged = { readonly table: string; readonly kept: number; readonly lost: number | null }

// Counts and words for the search follow from the rows by these triggers; everything else that a row sets off happened long ago.
const KEPT_TRIGGER = /_(count|sum)_(more|fewer|added|removed)$|_words_(added|removed)$/
const DERIVED_TABLE = /_count$|^order_sum$/

const quoted = (name: string): string => `"${name}"`

function open(file: string, key: string): Connection {
  const connection = new Database(file, { timeout: 0 })
  unlock(connection, { key, isProven: true })
  connection.pragma('temp_store=memory')
  connection.pragma('trusted_schema=off')
  return connection
}

type Column = { readonly name: string; readonly pk: number; readonly type: string }

function tablesOf(target: Connection): DamagedTable[] {
  const rows = target
    .prepare(
      `select name, sql from sqlite_schema where type = 'table' and sql not like 'create virtual%'
       and name not like 'sqlite_%' and name not glob '*_search_*' order by name <> 'customer', rowid`,
    )
    .all() as { name: string; sql: string }[]
  return rows
    .filter(({ name }) => !DERIVED_TABLE.test(name))
    .map(({ name, sql }) => {
      const columns = target.prepare(`select name, pk, type from pragma_table_info(?)`).all(name) as Column[]
      const isRowless = /without\s+rowid/i.test(sql)
      const key = columns.filter(({ pk }) => pk > 0).toSorted((one, other) => one.pk - other.pk)
      const names = columns.map((column) => column.name)
      return isRowless
        ? {
            name,
            columns: names,
            key: key.map((column) => column.name),
            isNumbered: key.length === 1 && key[0]?.type.toLowerCase() === 'integer',
          }
        : { name, columns: names, key: ['rowid'], isNumbered: true }
    })
}

function copyTable(damaged: Connection, target: Connection, table: DamagedTable): Salvaged {
  const { name, columns } = table
  const insert = target.prepare(
    `insert or ignore into ${quoted(name)} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  )
  let kept = 0
  const reader = new DamagedReader(damaged, table, (row) => {
    kept += insert.run(...row).changes
  })
  target.transaction(() => reader.readAll())()
  return { table: name, kept, lost: countLost(damaged, table, { kept, gapNumbers: reader.gapNumbers, openEnd: reader.openEnd }) }
}

/** A table of which not even the definition can be read. */
const isThere = (damaged: Connection, table: string): boolean => {
  try {
    return damaged.prepare('select 1 from sqlite_schema where name = ?').get(table) !== undefined
  } catch {
    // The list of tables itself is damaged; what was loaded of it still answers.
    try {
      damaged.prepare(`select 1 from ${quoted(table)} limit 0`).all()
      return true
    } catch {
      return false
    }
  }
}

type ForeignKey = { readonly id: number; readonly table: string; readonly from: string; readonly to: string | null }

/** Removes rows whose parents are lost, until none is left; answers how many of each table. */
function removeOrphans(target: Connection): Map<string, number> {
  const removed = new Map<string, number>()
  for (let round = 0; round < 12; round += 1) {
    const broken = target.pragma('foreign_key_check') as { table: string; fkid: number }[]
    if (broken.length === 0) return removed
    const pairs = new Set(broken.map(({ table, fkid }) => `${table}/${fkid}`))
    for (const pair of pairs) {
      const [table = '', id] = pair.split('/')
      const keys = (target.pragma(`foreign_key_list(${quoted(table)})`) as ForeignKey[]).filter((key) => key.id === Number(id))
      const parent = keys[0]?.table ?? ''
      const same = keys.map(({ from, to }) => `p.${quoted(to ?? 'rowid')} = ${quoted(table)}.${quoted(from)}`).join(' and ')
      const isSet = keys.map(({ from }) => `${quoted(from)} is not null`).join(' and ')
      const { changes } = target
        .prepare(`delete from ${quoted(table)} where ${isSet} and not exists (select 1 from ${quoted(parent)} p where ${same})`)
        .run()
      removed.set(table, (removed.get(table) ?? 0) + changes)
    }
  }
  return removed
}

/** Opens the damaged file; with part of its list of tables when not all of it can be read. @throws StoreError */
function openDamaged(file: string, key: string): Connection {
  const damaged = open(file, key)
  try {
    damaged.prepare('select count(*) from sqlite_schema').get()
  } catch {
    damaged.close()
    const again = open(file, key)
    // SQLite then takes what it can read of the list for the whole; better-sqlite3 guards this setting.
    again.unsafeMode(true)
    again.pragma('writable_schema=on')
    return again
  }
  return damaged
}

/**
 * Brings every row that can still be read from a damaged database into a new one, and counts what is lost. The damaged file must
 * be a copy: reading may write its log into it.
 * @throws StoreError when not even its first page can be read, or the disk fails
 */
export async function salvage(options: { readonly damaged: string; readonly key: string; readonly target: string }): Promise<Salvaged[]> {
  const { key, target: file } = options
  let damaged: Connection | null = null
  let target: Connection | null = null
  try {
    damaged = openDamaged(options.damaged, key)
    const version = Number(damaged.pragma('user_version', { simple: true }))
    openStore({ file, key, steps: migrations.filter((step) => step.number <= version) }).close()
    target = open(file, key)
    return await carryOver(damaged, target)
  } catch (cause) {
    throw asStoreError(cause)
  } finally {
    damaged?.close()
    target?.close()
  }
}

async function carryOver(damaged: Connection, target: Connection): Promise<Salvaged[]> {
  target.pragma('foreign_keys=off')
  target.pragma('recursive_triggers=off')
  const triggers = target.prepare(`select name, sql from sqlite_schema where type = 'trigger'`).all() as { name: string; sql: string }[]
  const resting = triggers.filter(({ name }) => !KEPT_TRIGGER.test(name))
  for (const { name } of resting) target.exec(`drop trigger ${quoted(name)}`)
  const tables = tablesOf(target)
  // What a new database begins with comes from the damaged one, if it can be read.
  for (const { name } of tables) target.exec(`delete from ${quoted(name)}`)
  const report: Salvaged[] = []
  for (const table of tables) {
    report.push(isThere(damaged, table.name) ? copyTable(damaged, target, table) : { table: table.name, kept: 0, lost: null })
    await breathe()
  }
  const orphans = removeOrphans(target)
  for (const { sql } of resting) target.exec(sql)
  return report.map(({ table, kept, lost }) => {
    const gone = orphans.get(table) ?? 0
    return { table, kept: kept - gone, lost: lost === null ? null : lost + gone }
  })
}
