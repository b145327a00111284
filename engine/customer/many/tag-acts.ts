import { breathe } from '../../kernel/index.ts'
import { sql, type ReadHandle, type Store, type WriteHandle } from '../../store/index.ts'
import { reindex } from '../queries.ts'
import { noteChange } from '../record/changes.ts'

/** One change of a tag for many people, in whose name and when (ms). */
export type TagAct = {
  readonly actId: string
  readonly tag: string
  readonly change: 'add' | 'remove'
  readonly by: string
  readonly at: number
}

/** How many people one transaction changes: everybody else waits no longer than that. */
export const SLICE = 200
/** As many tags as one customer can have (the contract's `customer.save`). */
const MOST_TAGS = 50
/** Also taking back needs room on the disk: where it is full, the reserve is given up for that. */
const CLEANING = { repeatable: true }

/** Changes the tag of one person and writes down that this act did it, in their history too; false when there was nothing to change. */
export function changeTag(db: WriteHandle, act: TagAct, customerSeq: number): boolean {
  const before = tagsOf(db, customerSeq)
  const after =
    act.change === 'add' ? give(db, { customerSeq, tag: act.tag, has: before }) : take(db, { customerSeq, tag: act.tag, has: before })
  if (after === null) return false
  db.run(sql`insert into tag_act_person (act_id, customer_seq) values (${act.actId}, ${customerSeq})`)
  noteTags(db, customerSeq, { by: act.by, at: act.at, before, after, facts: { actId: act.actId } })
  reindex(db, customerSeq)
  return true
}

const tagsOf = (db: ReadHandle, customerSeq: number): readonly string[] =>
  db.all<{ tag: string }>(sql`select tag from customer_tag where customer_seq = ${customerSeq} order by tag`).map(({ tag }) => tag)

type Changing = { readonly customerSeq: number; readonly tag: string; readonly has: readonly string[] }

/** The tags afterwards; null where nothing was to be given. */
function give(db: WriteHandle, { customerSeq, tag, has }: Changing): readonly string[] | null {
  // Another case does not make another tag.
  if (has.length >= MOST_TAGS || has.some((one) => one.toLowerCase() === tag.toLowerCase())) return null
  // Somebody who was erased since the selection was read is not there any more.
  const { changes } = db.run(sql`insert into customer_tag (customer_seq, tag) select seq, ${tag} from customer where seq = ${customerSeq}`)
  return changes > 0 ? tagsOf(db, customerSeq) : null
}

/** The tags afterwards; null where nothing was to be taken. */
function take(db: WriteHandle, { customerSeq, tag, has }: Changing): readonly string[] | null {
  const { changes } = db.run(sql`delete from customer_tag where customer_seq = ${customerSeq} and tag = ${tag}`)
  return changes > 0 ? has.filter((one) => one !== tag) : null
}

type Noted = {
  readonly by: string
  readonly at: number
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly facts?: { readonly actId: string }
}

function noteTags(db: WriteHandle, customerSeq: number, { before, after, ...noted }: Noted): void {
  noteChange(db, customerSeq, {
    ...noted,
    kind: 'changed',
    changes: [{ fact: 'tags', before: before.join(', '), after: after.join(', ') }],
  })
}

/** When and in whose name an act is taken back, and whether that has to end. */
export type TakingBack = { readonly at: number; readonly by?: string; readonly isEnding: () => boolean }

/**
 * Takes back what an act changed, a slice at a time, and forgets it. Ended in the middle it goes on where it was when it is
 * asked for again: a person who is as before is struck off in the same transaction. Histories tell of both where somebody
 * wished it back; of an act that never came to its end they keep nothing.
 * @returns how many people it changed back
 */
export async function takeBack(store: Store, actId: string, { at, by, isEnding }: TakingBack): Promise<number> {
  const act = store.read.get<TagAct & { readonly state: 'running' | 'done' | 'undoing' }>(
    sql`select act_id as actId, tag, change, state, by_whom as "by", at from tag_act where act_id = ${actId}`,
  )
  if (act === undefined) return 0
  const wish = act.state === 'running' ? null : { ...act, at, by: by ?? act.by }
  if (wish !== null)
    store.write((db) => db.run(sql`update tag_act set state = 'undoing', by_whom = ${wish.by} where act_id = ${actId}`), CLEANING)
  let people = 0
  for (;;) {
    const slice = peopleOf(store.read, actId)
    if (slice.length === 0) break
    if (isEnding()) return people
    people += store.write((db) => slice.filter(({ customerSeq }) => changeBack(db, { act, wish }, customerSeq)).length, CLEANING)
    await breathe()
  }
  store.write((db) => db.run(sql`delete from tag_act where act_id = ${actId}`), CLEANING)
  return people
}

/** `wish` is null where the act never came to its end. */
type Back = { readonly act: TagAct; readonly wish: TagAct | null }

function changeBack(db: WriteHandle, { act, wish }: Back, customerSeq: number): boolean {
  const { actId, tag, change } = act
  const before = tagsOf(db, customerSeq)
  const after = change === 'add' ? take(db, { customerSeq, tag, has: before }) : give(db, { customerSeq, tag, has: before })
  if (after !== null) reindex(db, customerSeq)
  if (wish === null) db.run(sql`delete from customer_change where customer_seq = ${customerSeq} and facts ->> '$.actId' = ${actId}`)
  else if (after !== null) noteTags(db, customerSeq, { by: wish.by, at: wish.at, before, after })
  db.run(sql`delete from tag_act_person where act_id = ${actId} and customer_seq = ${customerSeq}`)
  return after !== null
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
