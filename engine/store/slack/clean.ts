import type { ReadHandle, WriteHandle } from '../handles.ts'
import { sql, type Sql, type SqlValue } from '../sql.ts'
import type { Dirty } from './look.ts'

/** Tables without row numbers are written anew as a whole; beyond this that would hold others up. */
const MOST_ROWS_WRITTEN_ANEW = 200_000
/** Bytes that the heads of a row may grow by when one of its texts grows. */
const HEADS_BYTES = 8
const ROWS_TOUCHED = 3

/** A tree of the database by its first page. */
export type Tree = { readonly kind: 'table' | 'index'; readonly name: string; readonly table: string }

export function treesOf(db: ReadHandle): ReadonlyMap<number, Tree> {
  const rows = db.all<Tree & { readonly root: number }>(
    sql`select rootpage as root, type as kind, name, tbl_name as "table" from sqlite_schema where rootpage > 0`,
  )
  return new Map(rows.map(({ root, ...tree }) => [root, tree]))
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
/** Names come from the schema itself, never from input. */
const raw = (text: string, params: readonly SqlValue[] = []): Sql => ({ text, params })

/** Builds an index anew: its old pages are cleared as they are given back. */
export const buildAnew = (db: WriteHandle, tree: Tree): void => void db.run(raw(`reindex ${quoted(tree.name)}`))

/** Writes a table without row numbers anew; whether that could be done. */
export function writeAnew(db: WriteHandle, tree: Tree): boolean {
  const name = quoted(tree.table)
  const rows = db.get<{ count: number }>(raw(`select count(*) as count from ${name}`))?.count ?? 0
  const isNamed = db.get(
    raw(`select 1 from sqlite_schema s, pragma_foreign_key_list(s.name) f where s.type = 'table' and f."table" = ?`, [tree.table]),
  )
  const hasTriggers = db.get(
    raw(`select 1 from sqlite_schema where type = 'trigger' and tbl_name = ? and sql like '%abort%'`, [tree.table]),
  )
  if (rows > MOST_ROWS_WRITTEN_ANEW || isNamed !== undefined || hasTriggers !== undefined) return false
  const kept = db.all<Record<string, SqlValue>>(raw(`select * from ${name}`))
  db.run(raw(`delete from ${name}`))
  for (const row of kept) {
    const columns = Object.keys(row)
    db.run(
      raw(
        `insert or replace into ${name} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        Object.values(row),
      ),
    )
  }
  return true
}

/** A text of a table that nothing else hangs on: in no index, watched by no trigger. */
export function looseColumn(db: ReadHandle, table: string): string | null {
  const columns = db.all<{ name: string }>(
    raw(`select name from pragma_table_xinfo(?) where type = 'TEXT' and pk = 0 and hidden = 0`, [table]),
  )
  const indexed = new Set(
    db
      .all<{ name: string | null }>(raw(`select x.name as name from pragma_index_list(?) i, pragma_index_xinfo(i.name) x`, [table]))
      .map(({ name }) => name),
  )
  const said = db
    .all<{ text: string }>(
      raw(`select lower(sql) as text from sqlite_schema where tbl_name = ? and type in ('trigger', 'index') and sql is not null`, [table]),
    )
    .map(({ text }) => text)
  const watches = said.filter((text) => /\bupdate\s+on\b/.test(text))
  if (watches.length > 0) return null
  const isSpoken = (name: string): boolean =>
    said.some((text) =>
      (
        /\bupdate\s+of\b([\s\S]*?)\bon\b/.exec(text)?.[1] ??
        (text.includes('create index') || text.includes('create unique index') ? text : '')
      )
        .split(/\W+/)
        .includes(name),
    )
  const checked =
    db.get<{ text: string }>(raw(`select lower(sql) as text from sqlite_schema where type = 'table' and name = ?`, [table]))?.text ?? ''
  const isChecked = (name: string): boolean => new RegExp(`check \\([^)]*\\b${name}\\b`).test(checked)
  return columns.map(({ name }) => name).find((name) => !indexed.has(name) && !isSpoken(name) && !isChecked(name)) ?? null
}

/**
 * Lets one text on a page grow to all that is free and shrink again: to find the place SQLite must draw the cells together,
 * and clears the gap in doing so. The row is as before afterwards. Several rows, because the one beside the gap only grows into it.
 */
export function drawTogether(db: WriteHandle, { table, column }: { readonly table: string; readonly column: string }, dirty: Dirty): void {
  const [name, text] = [quoted(table), quoted(column)]
  const padding = ' '.repeat(Math.max(1, dirty.freeBytes - HEADS_BYTES))
  const middle = Math.floor(dirty.rowids.length / 2)
  const rowids = [...new Set([dirty.rowids[0], dirty.rowids[middle], dirty.rowids.at(-1)])].slice(0, ROWS_TOUCHED)
  for (const rowid of rowids) {
    if (rowid === undefined) continue
    const row = db.get<{ value: SqlValue }>(raw(`select ${text} as value from ${name} where rowid = ?`, [rowid]))
    if (row === undefined) continue
    db.run(raw(`update ${name} set ${text} = coalesce(${text}, '') || ? where rowid = ?`, [padding, rowid]))
    db.run(raw(`update ${name} set ${text} = ? where rowid = ?`, [row.value, rowid]))
  }
}
