import Database from 'better-sqlite3-multiple-ciphers'
import type { ReadHandle, Store, WriteHandle } from './handles.ts'
import { migrations } from './migrations/index.ts'
import type { Sql } from './sql.ts'

type Connection = InstanceType<typeof Database>

/**
 * Opens (or makes) the encrypted database and brings its schema up to date.
 * @param options.file absolute path of the database file
 * @param options.key 64 hexadecimal digits, the raw 256-bit key
 */
export function openStore(options: { readonly file: string; readonly key: string }): Store {
  if (!/^[0-9a-f]{64}$/.test(options.key)) throw new Error('Cannot happen: the vault room makes keys of 64 hexadecimal digits')
  const connection = new Database(options.file)
  connection.pragma(`cipher='chacha20'`)
  connection.key(Buffer.from(`raw:${options.key}`))
  connection.pragma('journal_mode=wal')
  connection.pragma('synchronous=full')
  connection.pragma('temp_store=memory')
  connection.pragma('secure_delete=on')
  connection.pragma('foreign_keys=on')
  connection.pragma('trusted_schema=off')
  connection.pragma('cell_size_check=on')
  migrate(connection)
  return createStore(connection)
}

function migrate(connection: Connection): void {
  const version = Number(connection.pragma('user_version', { simple: true }))
  for (const migration of migrations.filter((step) => step.number > version)) {
    connection.transaction(() => {
      connection.exec(migration.up)
      connection.pragma(`user_version=${migration.number}`)
    })()
  }
}

function createStore(connection: Connection): Store {
  const cache = new Map<string, ReturnType<Connection['prepare']>>()
  const statement = (text: string) => {
    const known = cache.get(text)
    if (known !== undefined) return known
    const made = connection.prepare(text)
    cache.set(text, made)
    return made
  }
  const read: ReadHandle = {
    get: <T>(query: Sql) => statement(query.text).get(...query.params) as T | undefined,
    all: <T>(query: Sql) => statement(query.text).all(...query.params) as T[],
    each: <T>(query: Sql) => connection.prepare(query.text).iterate(...query.params) as IterableIterator<T>,
  }
  let waiting: (() => void)[] = []
  const writer = {
    ...read,
    run(change: Sql) {
      const result = statement(change.text).run(...change.params)
      return { changes: result.changes, lastRowId: Number(result.lastInsertRowid) }
    },
    afterCommit(work: () => void) {
      waiting.push(work)
    },
  } as unknown as WriteHandle
  return {
    read,
    write(work) {
      if (connection.inTransaction) return work(writer)
      waiting = []
      const value = connection.transaction(() => work(writer)).immediate()
      const after = waiting
      waiting = []
      for (const next of after) next()
      return value
    },
    checkpoint() {
      connection.pragma('wal_checkpoint(TRUNCATE)')
    },
    close() {
      connection.close()
    },
  }
}
