import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql, type Store, type WriteHandle } from '../../store/index.ts'
import { reindex } from '../queries.ts'

const SLICE = 250
const MARK = 'search-behind:'

/**
 * Notes that new people of an import have no search words yet. Words are the dearest part of a large import; left out of
 * its one transaction, everybody else waits a fraction of the time, and after a crash the note says where to go on.
 */
export function markWordsBehind(db: WriteHandle, importId: string): void {
  db.run(sql`insert into vault_fact (name, value) values (${MARK + importId}, '0') on conflict do nothing`)
}

/** Gives search words to the people of an import, a slice at a time, and takes the note away. */
export async function indexWords(store: Store, importId: string, onProgress: (rowsDone: number) => void): Promise<void> {
  let after = 0
  let rowsDone = 0
  for (;;) {
    const slice = store.read.all<{ seq: number }>(sql`
      select seq from customer where import_id = ${importId} and seq > ${after}
        and not exists (select 1 from customer_words w where w.seq = customer.seq) order by seq limit ${SLICE}`)
    const last = slice.at(-1)
    if (last === undefined) break
    store.write((db) => slice.forEach(({ seq }) => reindex(db, seq)))
    after = last.seq
    rowsDone += slice.length
    if (rowsDone % (SLICE * 8) === 0) onProgress(rowsDone)
    await nextTurn()
  }
  store.write((db) => db.run(sql`delete from vault_fact where name = ${MARK + importId}`))
}

/** Imports whose people still lack words, because the engine ended in the middle. */
export const importsBehind = (store: Store): string[] =>
  store.read
    .all<{ name: string }>(sql`select name from vault_fact where name like ${`${MARK}%`}`)
    .map(({ name }) => name.slice(MARK.length))
