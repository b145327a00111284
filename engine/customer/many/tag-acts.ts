import { breathe } from '../../kernel/index.ts'
import { sql, type ReadHandle, type Store, type WriteHandle } from '../../store/index.ts'
import { reindex } from '../queries.ts'

/** One change of a tag for many people. */
export type TagAct = { readonly actId: string; readonly tag: string; readonly change: 'add' | 'remove' }

/** How many people one transaction changes: everybody else waits no longer than that. */
export const SLICE = 200
/** As many tags as one customer can have (the contract's `customer.save`). */
const MOST_TAGS = 50
/** Also taking back needs room on the disk: where it is full, the reserve is given up for that. */
const CLEANING = { repeatable: true }

/** Changes the tag of one person and writes down that this act did it; false when there was nothing to change. */
export function changeTag(db: WriteHandle, { actId, tag, change }: TagAct, customerSeq: number): boolean {
  const changed = change === 'add' ? give(db, customerSeq, tag) : take(db, customerSeq, tag)
  if (!changed) return false
  db.run(sql`insert into tag_act_person (act_id, customer_seq) values (${actId}, ${customerSeq})`)
  reindex(db, customerSeq)
  return true
}

function give(db: WriteHandle, customerSeq: number, tag: string): boolean {
  const has = db.all<{ tag: string }>(sql`select tag from customer_tag where customer_seq = ${customerSeq}`)
  // Another case does not make another tag.
  if (has.length >= MOST_TAGS || has.some((one) => one.tag.toLowerCase() === tag.toLowerCase())) return false
  // Somebody who was erased since the selection was read is not there any more.
  return db.run(sql`insert into customer_tag (customer_seq, tag) select seq, ${tag} from customer where seq = ${customerSeq}`).changes > 0
}

const take = (db: WriteHandle, customerSeq: number, tag: string): boolean =>
  db.run(sql`delete from customer_tag where customer_seq = ${customerSeq} and tag = ${tag}`).changes > 0

/**
 * Takes back what an act changed, a slice at a time, and forgets it. Ended in the middle it goes on where it was when it is
 * asked for again: a person who is as before is struck off in the same transaction.
 * @returns how many people it changed back
 */
export async function takeBack(store: Store, actId: string, isEnding: () => boolean): Promise<number> {
  const act = store.read.get<TagAct>(sql`select act_id as actId, tag, change from tag_act where act_id = ${actId}`)
  if (act === undefined) return 0
  store.write((db) => db.run(sql`update tag_act set state = 'undoing' where act_id = ${actId}`), CLEANING)
  let people = 0
  for (;;) {
    const slice = peopleOf(store.read, actId)
    if (slice.length === 0) break
    if (isEnding()) return people
    people += store.write((db) => slice.filter(({ customerSeq }) => changeBack(db, act, customerSeq)).length, CLEANING)
    await breathe()
  }
  store.write((db) => db.run(sql`delete from tag_act where act_id = ${actId}`), CLEANING)
  return people
}

function changeBack(db: WriteHandle, { actId, tag, change }: TagAct, customerSeq: number): boolean {
  const changed = change === 'add' ? take(db, customerSeq, tag) : give(db, customerSeq, tag)
  if (changed) reindex(db, customerSeq)
  db.run(sql`delete from tag_act_person where act_id = ${actId} and customer_seq = ${customerSeq}`)
  return changed
}

/** Forgets whom an act changed, a slice at a time; its tags stay. */
export async function forgetAct(store: Store, actId: string): Promise<void> {
  for (;;) {
    const slice = peopleOf(store.read, actId)
    if (slice.length === 0) break
    store.write((db) => {
      for (const { customerSeq } of slice) db.run(sql`delete from tag_act_person where act_id = ${actId} and customer_seq = ${customerSeq}`)
    }, CLEANING)
    await breathe()
  }
  store.write((db) => db.run(sql`delete from tag_act where act_id = ${actId}`), CLEANING)
}

const peopleOf = (db: ReadHandle, actId: string): { customerSeq: number }[] =>
  db.all(sql`select customer_seq as customerSeq from tag_act_person where act_id = ${actId} order by customer_seq limit ${SLICE}`)
