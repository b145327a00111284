import { GroupRule } from '#contract/ipc/group.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Rule } from './facts.ts'

type Group = CallOutput<'group.save'>
type Stored = Omit<Group, 'rule'> & { readonly rule: string }

/** Broadcasts before their seal or with a plan, and series that are not over: they will ask for the group again. */
const usedBy = sql`(
  (select count(*) from broadcast b where (b.approved = 0 or b.plan_state is not null) and instr(b.content, '"' || g.group_id || '"') > 0)
  + (select count(*) from series s where s.state <> 'over' and instr(s.content, '"' || g.group_id || '"') > 0))`

const columns = sql`g.group_id as groupId, g.name, g.rule, g.sentence, g.changed_at as changedAt, ${usedBy} as usedBy`

const toGroup = (stored: Stored): Group => ({ ...stored, rule: readRule(stored.rule) })

/** What an older version left out gets its default. */
const readRule = (rule: string): Rule => GroupRule.parse(JSON.parse(rule))

/** All groups by name. */
export const allGroups = (db: ReadHandle): Group[] =>
  db.all<Stored>(sql`select ${columns} from customer_group g order by g.name_key`).map(toGroup)

export function findGroup(db: ReadHandle, groupId: string): Group | undefined {
  const stored = db.get<Stored>(sql`select ${columns} from customer_group g where g.group_id = ${groupId}`)
  return stored === undefined ? undefined : toGroup(stored)
}

/** The rule of a group, undefined when there is none: lighter than the whole group. */
export function ruleOf(db: ReadHandle, groupId: string): Rule | undefined {
  const stored = db.get<{ rule: string }>(sql`select rule from customer_group where group_id = ${groupId}`)
  return stored === undefined ? undefined : readRule(stored.rule)
}

export const ownerOfName = (db: ReadHandle, nameKey: string): string | undefined =>
  db.get<{ groupId: string }>(sql`select group_id as groupId from customer_group where name_key = ${nameKey}`)?.groupId

export type NewGroup = Pick<Group, 'groupId' | 'name' | 'rule' | 'sentence'> & { readonly nameKey: string }

export function saveGroup(db: WriteHandle, group: NewGroup, at: number): void {
  db.run(sql`
    insert into customer_group (group_id, name, name_key, rule, sentence, changed_at)
    values (${group.groupId}, ${group.name}, ${group.nameKey}, ${JSON.stringify(group.rule)}, ${group.sentence}, ${at})
    on conflict (group_id) do update set name = excluded.name, name_key = excluded.name_key, rule = excluded.rule,
      sentence = excluded.sentence, changed_at = excluded.changed_at`)
}

export const removeGroup = (db: WriteHandle, groupId: string) => db.run(sql`delete from customer_group where group_id = ${groupId}`)

type Person = CallOutput<'group.people'>['people'][number]

/** Name and number of some customers, in the order of their numbers inside the database. */
export const peopleBySeq = (db: ReadHandle, seqs: readonly number[]): Person[] =>
  db.all(sql`
    select customer_id as customerId, name, phone from customer
    where seq in (select value from json_each(${JSON.stringify(seqs)})) order by seq`)
