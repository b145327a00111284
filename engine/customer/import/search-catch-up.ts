import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../kernel/index.ts'
import { sql, type Store, type WriteHandle } from '../../store/index.ts'
import { searchWords, type Searchable } from '../search-words.ts'

const READ_AT_ONCE = 2_000
/** Longer than this nobody else waits for words, ms; fewer and longer transactions leave the index fewer parts to merge. */
const SLICE_MS = 30
const LOOK_UP_EVERY = 32
const MARK = 'search-behind:'

type Wordless = Omit<Searchable, 'tags' | 'fields'> & { readonly seq: number; readonly tags: string; readonly fields: string }

/**
 * Gives search words to the people of an import that wrote them after its people and was ended in between, as imports did
 * before people and words were written together; takes the note away.
 */
export async function indexWords(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  importId: string,
  onProgress: (rowsDone: number) => void,
): Promise<void> {
  let after = 0
  let rowsDone = 0
  for (let people = wordless(store, importId, after); people.length > 0; people = wordless(store, importId, after)) {
    for (let at = 0; at < people.length;) {
      const until = clock.monotonic() + SLICE_MS
      at = store.write((db) => addWords(db, people, { from: at, isEnough: () => clock.monotonic() > until }))
      await nextTurn()
    }
    after = people.at(-1)?.seq ?? after
    rowsDone += people.length
    onProgress(rowsDone)
  }
  store.write((db) => db.run(sql`delete from vault_fact where name = ${MARK + importId}`))
}

const wordless = (store: Store, importId: string, after: number): Wordless[] =>
  store.read.all(sql`
    select seq, name, address_as as addressAs, note, username, phone,
      (select json_group_array(tag) from customer_tag where customer_seq = seq) as tags,
      (select json_group_array(value) from customer_field_value where customer_seq = seq) as fields
    from customer where import_id = ${importId} and seq > ${after}
      and not exists (select 1 from customer_words w where w.seq = customer.seq) order by seq limit ${READ_AT_ONCE}`)

/** Whoever changed or went since they were read has words of their own by now, or needs none. */
function addWords(
  db: WriteHandle,
  people: readonly Wordless[],
  slice: { readonly from: number; readonly isEnough: () => boolean },
): number {
  for (let at = slice.from; at < people.length; at += 1) {
    const person = people[at]
    if (person === undefined) break
    const words = searchWords({ ...person, tags: JSON.parse(person.tags) as string[], fields: JSON.parse(person.fields) as string[] })
    db.run(sql`
      insert into customer_words (seq, words) select seq, ${words} from customer where seq = ${person.seq} on conflict do nothing`)
    // Whether they are there twice is asked from now on too; their triggers leave them to this place.
    db.run(sql`
      insert into duplicate_due select seq from customer
      where seq = ${person.seq} and not exists (select 1 from duplicate_due where customer_seq = ${person.seq})`)
    if (at % LOOK_UP_EVERY === 0 && slice.isEnough()) return at + 1
  }
  return people.length
}

/** Imports whose people still lack words, because the engine ended in the middle. */
export const importsBehind = (store: Store): string[] =>
  store.read
    .all<{ name: string }>(sql`select name from vault_fact where name like ${`${MARK}%`}`)
    .map(({ name }) => name.slice(MARK.length))
