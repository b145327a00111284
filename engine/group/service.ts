import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { GroupId } from '#contract/kernel/values.ts'
import { foldForSearch } from '../customer/index.ts'
import { newId } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { readChoices } from './choices.ts'
import { groupCondition } from './condition.ts'
import type { GroupDeps } from './create.ts'
import { momentOf } from './moment.ts'
import { allGroups, findGroup, ownerOfName, peopleBySeq, removeGroup, saveGroup } from './queries.ts'

/** Saved groups by name. */
export const list = ({ vault }: GroupDeps): Result<CallOutput<'group.list'>> => ok({ groups: allGroups(vault.store.read) })

const nameKeyOf = (name: string): string => foldForSearch(name).replace(/\s+/g, ' ').trim()

/** Saves a group, new without an id. Errors: group-missing, group-name-taken. */
export function save(deps: GroupDeps, input: ParsedInput<'group.save'>): Result<CallOutput<'group.save'>> {
  const { vault, clock, random, announcer } = deps
  const at = clock.now()
  const { name, rule, sentence } = input
  return vault.store.write((db) => {
    if (input.groupId !== undefined && findGroup(db, input.groupId) === undefined) return fail('group-missing')
    const nameKey = nameKeyOf(name)
    const owner = ownerOfName(db, nameKey)
    if (owner !== undefined && owner !== input.groupId) return fail('group-name-taken', { groupId: owner })
    const groupId = input.groupId ?? (newId('grp', random, at) as GroupId)
    saveGroup(db, { groupId, name, nameKey, rule, sentence }, at)
    db.afterCommit(() => announcer.announce('group.changed', { groupId }))
    const saved = findGroup(db, groupId)
    assert(saved !== undefined, 'the row was written in this transaction')
    return ok(saved)
  })
}

/** Removes a group. Errors: group-missing; group-in-use while something that is not done asks it. */
export function remove(deps: GroupDeps, { groupId }: ParsedInput<'group.remove'>): Result<CallOutput<'group.remove'>> {
  return deps.vault.store.write((db) => {
    const group = findGroup(db, groupId)
    if (group === undefined) return fail('group-missing')
    if (group.usedBy > 0) return fail('group-in-use', { count: group.usedBy })
    removeGroup(db, groupId)
    db.afterCommit(() => deps.announcer.announce('group.changed', { groupId }))
    return ok({})
  })
}

/** How many customers a rule holds for, how many of them may get offers, and the first few. */
export function count(deps: GroupDeps, { rule }: ParsedInput<'group.count'>): Result<CallOutput<'group.count'>> {
  const { vault, clock } = deps
  const db = vault.store.read
  const holds = groupCondition(rule, momentOf(vault.shop, clock.now()))
  const counts = db.get<{ count: number; canGetOffers: number }>(sql`
    select count(*) as count, count(*) filter (where c.offers = 'yes' and c.blocked = 0) as canGetOffers from customer c where ${holds}`)
  const first = db.all<{ seq: number }>(sql`select c.seq from customer c where ${holds} order by c.seq limit 5`)
  const sample = peopleBySeq(
    db,
    first.map(({ seq }) => seq),
  )
  return ok({ count: counts?.count ?? 0, canGetOffers: counts?.canGetOffers ?? 0, sample })
}

/** The customers that a rule holds for, page by page. Error: input-refused for a cursor that is not ours. */
export function people(deps: GroupDeps, { rule, cursor, limit }: ParsedInput<'group.people'>): Result<CallOutput<'group.people'>> {
  const { vault, clock } = deps
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) return fail('input-refused', { field: 'cursor' })
  const db = vault.store.read
  const holds = groupCondition(rule, momentOf(vault.shop, clock.now()))
  const seqs = db
    .all<{ seq: number }>(
      sql`select c.seq from customer c where c.seq > ${Number(cursor ?? 0)} and ${holds} order by c.seq limit ${limit + 1}`,
    )
    .map(({ seq }) => seq)
  const shown = seqs.slice(0, limit)
  return ok({ people: peopleBySeq(db, shown), nextCursor: seqs.length > limit ? String(shown.at(-1)) : null })
}

/** What the menus of a sentence offer. */
export function choices({ vault }: GroupDeps): Result<CallOutput<'group.choices'>> {
  const db = vault.store.read
  const column = (name: 'country' | 'language'): string[] =>
    db
      .all<{ value: string }>(
        name === 'country'
          ? sql`select distinct country as value from customer where country is not null`
          : sql`select distinct language as value from customer where language is not null`,
      )
      .map(({ value }) => value)
  return ok(readChoices(db, { countries: column('country'), languages: column('language') }) as CallOutput<'group.choices'>)
}
