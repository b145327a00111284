import { sql } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import { createTurns } from './turns.ts'

/** Also removing needs room on the disk: where an import filled it, the reserve is given up for that. */
export const CLEANING = { repeatable: true }
const ROWS_AT_ONCE = 500

/** Removes an import that did not come to its end, a slice at a time. */
export async function removeRun(deps: CustomerDeps, importId: string): Promise<void> {
  await removeRows(deps, importId)
  deps.vault.store.write((db) => {
    db.run(sql`delete from import_run where import_id = ${importId}`)
    db.forgetSoon()
  }, CLEANING)
}

/** Removes the rows of an import, a few at a time: each touches pages of its own in the indexes, and the log may have little room. */
export async function removeRows({ vault, clock }: CustomerDeps, importId: string): Promise<void> {
  const turns = createTurns({ store: vault.store, clock })
  const part = sql`select row from import_row where import_id = ${importId} limit ${ROWS_AT_ONCE}`
  for (let isMore = true; isMore;)
    isMore = await turns.take((db) => {
      db.forgetSoon()
      return db.run(sql`delete from import_row where import_id = ${importId} and row in (${part})`).changes === ROWS_AT_ONCE
    }, CLEANING)
}
