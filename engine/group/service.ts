import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { GroupId } from '#contract/kernel/values.ts'
import { foldForSearch } from '../text-search/index.ts'
import { newId } from '../kernel/index.ts'
import { readChoices } from './choices.ts'
import type { GroupContext, GroupDeps } from './deps.ts'
import type { Rule } from './facts.ts'
import { momentOf } from './moment.ts'
import { FLAG, OFFERS_MASK, offersCode } from './picture/columns.ts'
import type { Picture } from './picture/picture.ts'
import type { Test } from './picture/tests.ts'
import { allGroups, findGroup, ownerOfName, peopleBySeq, removeGroup, saveGroup } from './queries.ts'

const SAMPLE_PEOPLE = 5

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

/** How many customers a rule holds for, how many of them may get offers or wished for no use of their data, and the first few. */
export async function count(context: GroupContext, { rule }: ParsedInput<'group.count'>): Promise<Result<CallOutput<'group.count'>>> {
  const { vault, picture } = context
  const holds = await testNow(context, rule)
  const [canGet, isRestricted] = [canGetOffers(picture), restrictedIn(picture)]
  const [first, counts] = [[] as number[], { count: 0, canGetOffers: 0, restricted: 0 }]
  await picture.walk(0, (seq) => {
    if (!holds(seq)) return true
    counts.count += 1
    if (canGet(seq)) counts.canGetOffers += 1
    if (isRestricted(seq)) counts.restricted += 1
    if (first.length < SAMPLE_PEOPLE) first.push(seq)
    return true
  })
  return ok({ ...counts, sample: peopleBySeq(vault.store.read, first) })
}

/** The customers that a rule holds for, page by page. Error: input-refused for a cursor that is not ours. */
export async function people(
  context: GroupContext,
  { rule, cursor, limit }: ParsedInput<'group.people'>,
): Promise<Result<CallOutput<'group.people'>>> {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) return fail('input-refused', { field: 'cursor' })
  const holds = await testNow(context, rule)
  const seqs: number[] = []
  await context.picture.walk(Number(cursor ?? 0), (seq) => {
    if (holds(seq)) seqs.push(seq)
    return seqs.length <= limit
  })
  const shown = seqs.slice(0, limit)
  return ok({ people: peopleBySeq(context.vault.store.read, shown), nextCursor: seqs.length > limit ? String(shown.at(-1)) : null })
}

/** A rule over what is written by now. */
async function testNow({ vault, clock, picture }: GroupContext, rule: Rule): Promise<Test> {
  await picture.refresh()
  const holds = await picture.test(rule, momentOf(vault.shop, clock.now()))
  // Filling sets takes a while; whatever was written meanwhile belongs to the answer.
  await picture.refresh()
  return holds
}

/** Agreed, and can be reached. */
function canGetOffers({ columns }: Picture): Test {
  const [hindered, reachable, yes] = [FLAG.blocked | FLAG.unusable | FLAG.restricted, FLAG.phone | FLAG.userId, offersCode('yes')]
  return (seq) => {
    const flags = columns.flags()[seq] ?? 0
    return (flags & OFFERS_MASK) === yes && (flags & hindered) === 0 && (flags & reachable) !== 0
  }
}

/** Wished that their data is not used. */
function restrictedIn({ columns }: Picture): Test {
  return (seq) => ((columns.flags()[seq] ?? 0) & FLAG.restricted) !== 0
}

/** What the menus of a sentence offer. */
export async function choices({ vault, picture }: GroupContext): Promise<Result<CallOutput<'group.choices'>>> {
  await picture.refresh()
  const { countryCodes, languageCodes } = picture.columns
  return ok(readChoices(vault.store.read, { countries: [...countryCodes.all.keys()], languages: [...languageCodes.all.keys()] }))
}
