import type Database from 'better-sqlite3-multiple-ciphers'

type Connection = InstanceType<typeof Database>
/** Parameters are given one by one, in the order of the question marks. */
type Statement = Database.Statement<unknown[]>

/** Prepared statements by their text; the longest unused goes first. */
export type Statements = { prepare(text: string): Statement; size(): number }

/** Keeps at most `limit` prepared statements, since each holds memory of SQLite's. */
export function createStatements(connection: Connection, limit = 300): Statements {
  // Two generations: what is asked for again moves to the young one. Keeping an exact order would cost more than the look-up.
  let young = new Map<string, Statement>()
  let old = new Map<string, Statement>()
  return {
    prepare(text) {
      const fresh = young.get(text)
      if (fresh !== undefined) return fresh
      const found = old.get(text) ?? connection.prepare(text)
      if (young.size >= limit / 2) {
        old = young
        young = new Map()
      }
      old.delete(text)
      young.set(text, found)
      return found
    },
    size: () => young.size + old.size,
  }
}
