import type Database from 'better-sqlite3-multiple-ciphers'

type Connection = InstanceType<typeof Database>
/** Parameters are given one by one, in the order of the question marks. */
type Statement = Database.Statement<unknown[]>

/** Prepared statements by their text; the longest unused goes first. */
export type Statements = { prepare(text: string): Statement; size(): number }

/** Keeps at most `limit` prepared statements, since each holds memory of SQLite's. */
export function createStatements(connection: Connection, limit = 300): Statements {
  const known = new Map<string, Statement>()
  return {
    prepare(text) {
      const found = known.get(text) ?? connection.prepare(text)
      known.delete(text)
      known.set(text, found)
      if (known.size > limit) {
        const oldest = known.keys().next()
        if (!oldest.done) known.delete(oldest.value)
      }
      return found
    },
    size: () => known.size,
  }
}
