import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../kernel/index.ts'
import { sql, type Store, type WriteHandle } from '../store/index.ts'
import { FOLD_VERSION, foldForSearch } from '../text-search/index.ts'

const SETTING = 'search.fold'
/** Rows of one transaction: a few milliseconds, so that a person's calls come between. */
const SLICE = 200

type Key = number | string
type Row = { readonly key: Key; readonly words: string }
type Index = {
  readonly first: Key
  readonly rows: (db: WriteHandle, after: Key) => Row[]
  readonly write: (db: WriteHandle, row: Row) => void
}

/** What keeps folded words, by its key; `first` is below every key. */
const indexes: readonly Index[] = [
  {
    first: 0,
    rows: (db, after) => db.all(sql`select seq as key, words from customer_words where seq > ${after} order by seq limit ${SLICE}`),
    write: (db, { key, words }) => void db.run(sql`update customer_words set words = ${words} where seq = ${key}`),
  },
  {
    first: 0,
    rows: (db, after) => db.all(sql`select seq as key, words from message_words where seq > ${after} order by seq limit ${SLICE}`),
    write(db, { key, words }) {
      db.run(sql`delete from message_words where seq = ${key}`)
      db.run(sql`insert into message_words (seq, words) values (${key}, ${words})`)
    },
  },
  {
    first: '',
    rows: (db, after) =>
      db.all(sql`select retailer_id as key, search as words from product where retailer_id > ${after} order by retailer_id limit ${SLICE}`),
    write: (db, { key, words }) => void db.run(sql`update product set search = ${words} where retailer_id = ${key}`),
  },
]

/** Where it stands: which index, and the last row done, null at its beginning. */
type Place = { readonly index: number; readonly after: Key | null }

/**
 * Folds anew what an older version folded, in small transactions; where it was broken off it goes on at the next opening. Folding
 * changes letters one by one, so the words themselves are enough.
 */
export async function refoldWhatIsOld(store: Store, clock: Clock, signal: AbortSignal): Promise<void> {
  let place = placeOf(store)
  while (place !== null && !signal.aborted) {
    const here = place
    place = store.write((db) => {
      const next = refoldSlice(db, here)
      keepPlace(db, next, clock.now())
      return next
    })
    await nextTurn()
  }
}

function refoldSlice(db: WriteHandle, { index, after }: Place): Place | null {
  const what = indexes[index]
  if (what === undefined) return null
  const rows = what.rows(db, after ?? what.first)
  for (const row of rows) {
    const words = foldForSearch(row.words)
    if (words !== row.words) what.write(db, { key: row.key, words })
  }
  const last = rows.at(-1)
  return last === undefined ? { index: index + 1, after: null } : { index, after: last.key }
}

type Kept = { readonly version: number; readonly place: Place | null }

/** Null when nothing is old. */
function placeOf({ read }: Store): Place | null {
  const value = read.get<{ value: string }>(sql`select value from setting where name = ${SETTING}`)?.value
  const kept = value === undefined ? null : (JSON.parse(value) as Kept)
  return kept?.version === FOLD_VERSION ? kept.place : { index: 0, after: null }
}

function keepPlace(db: WriteHandle, place: Place | null, now: number): void {
  const kept: Kept = { version: FOLD_VERSION, place }
  db.run(sql`
    insert into setting (name, value, changed_at) values (${SETTING}, ${JSON.stringify(kept)}, ${now})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
}
