import { anyOf, FLAG, flagTest, OFFERS_MASK, offersCode, type Picture, type Rule, type Test } from '../../group/index.ts'
import { ruleOf } from '../../group/index.ts'
import { inList, joinSql, sql, type ReadHandle } from '../../store/index.ts'
import { narrowedTo } from '../time/narrow.ts'
import { createHoldout } from './holdout.ts'
import { offeredRecipe, offerLimits } from './offered.ts'
import { PAGE_PEOPLE, type Asking, type Audience } from './queries.ts'
import { reasonOrder, restingMsOf, type SkipReason } from './rules.ts'
import { findTwins } from './twins.ts'

/** Whom an audience asks and why somebody is left out, told from the picture in memory, before there is a message. */
export type Verdicts = {
  readonly isAsked: Test
  /** Null when an offer would go to the person. */
  reasonOf(seq: number): SkipReason | null
}

type Asked = { readonly audience: Audience; readonly asking: Asking }

const IDS_AT_ONCE = 1_000

/** Makes the verdicts over what is written by now; the same ones as `verdictOf` gives over the rows. */
export async function createVerdicts(picture: Picture, db: ReadHandle, asked: Asked): Promise<Verdicts> {
  await picture.refresh()
  const isAsked = await includedTest(picture, db, asked)
  const tests = await reasonTests(picture, db, asked)
  // Filling sets takes a while; whatever was written meanwhile belongs to the answer.
  await picture.refresh()
  const alone = inOrder(new Map([...tests].filter(([reason]) => reason !== 'holdout')))
  const twins = findTwins(db, { ...asked, renamed: picture.columns.renamed }, ({ seq }) => alone(seq) === null)
  if (twins.size > 0) tests.set('duplicate', (seq) => twins.has(seq))
  return { isAsked, reasonOf: inOrder(tests) }
}

function inOrder(tests: ReadonlyMap<SkipReason, Test>): (seq: number) => SkipReason | null {
  const checks = reasonOrder.flatMap((reason) => {
    const test = tests.get(reason)
    return test === undefined ? [] : [{ reason, test }]
  })
  return (seq) => {
    for (const { reason, test } of checks) if (test(seq)) return reason
    return null
  }
}

const tagsRule = (tags: readonly string[]): Rule => ({ any: [{ all: [{ not: false, fact: 'tag', match: 'any', tags: [...tags] }] }] })

async function includedTest(picture: Picture, db: ReadHandle, { audience, asking }: Asked): Promise<Test> {
  const { include, excludeTags } = audience
  const tests = [await includeTest(picture, db, { include, asking })]
  if (excludeTags.length > 0) {
    const isTagged = await picture.test(tagsRule(excludeTags), asking)
    tests.push((seq) => !isTagged(seq))
  }
  if (audience.seriesTime !== undefined) tests.push(await narrowedTest(db, audience.seriesTime))
  return (seq) => tests.every((test) => test(seq))
}

/** Only one time of a series is narrowed so, and only while somebody looks at it: its people are looked up, not followed. */
async function narrowedTest(db: ReadHandle, seriesTime: NonNullable<Audience['seriesTime']>): Promise<Test> {
  const conditions = narrowedTo(seriesTime)
  if (conditions.length === 0) return () => true
  const found = new Set<number>()
  const end = db.get<{ seq: number | null }>(sql`select max(seq) as seq from customer`)?.seq ?? 0
  for (let after = 0; after < end; after += PAGE_PEOPLE) {
    const page = db.all<{ seq: number }>(
      sql`select c.seq from customer c where c.seq > ${after} and c.seq <= ${after + PAGE_PEOPLE} and ${joinSql(conditions, ' and ')}`,
    )
    for (const { seq } of page) found.add(seq)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return (seq) => found.has(seq)
}

async function includeTest(
  picture: Picture,
  db: ReadHandle,
  { include, asking }: { readonly include: Audience['include']; readonly asking: Asking },
): Promise<Test> {
  switch (include.kind) {
    case 'everyone':
      return () => true
    case 'tags':
      return picture.test(tagsRule(include.tags), asking)
    case 'groups':
      return groupsTest(picture, db, { groupIds: include.groupIds, asking })
    case 'rule':
      return picture.test(include.rule, asking)
    case 'import':
      return picture.test({ any: [{ all: [{ not: false, fact: 'import', importId: include.importId }] }] }, asking)
    case 'customers':
      return pickedTest(db, include.customerIds)
  }
}

async function groupsTest(
  picture: Picture,
  db: ReadHandle,
  { groupIds, asking }: { readonly groupIds: readonly string[]; readonly asking: Asking },
): Promise<Test> {
  const tests: Test[] = []
  for (const groupId of groupIds) {
    const rule = ruleOf(db, groupId)
    if (rule !== undefined) tests.push(await picture.test(rule, asking))
  }
  return anyOf(tests)
}

async function pickedTest(db: ReadHandle, customerIds: readonly string[]): Promise<Test> {
  const picked = new Set<number>()
  for (let start = 0; start < customerIds.length; start += IDS_AT_ONCE) {
    const ids = customerIds.slice(start, start + IDS_AT_ONCE)
    for (const { seq } of db.all<{ seq: number }>(sql`select seq from customer where customer_id in ${inList(ids)}`)) picked.add(seq)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return (seq) => picked.has(seq)
}

/** Only reasons that can apply have a test. */
async function reasonTests(picture: Picture, db: ReadHandle, { audience, asking }: Asked): Promise<Map<SkipReason, Test>> {
  const { columns } = picture
  const offers = (state: 'no' | 'stopped' | 'unknown'): Test => {
    const code = offersCode(state)
    return (seq) => ((columns.flags()[seq] ?? 0) & OFFERS_MASK) === code
  }
  const isReachable = flagTest(columns, FLAG.phone | FLAG.userId)
  const tests = new Map<SkipReason, Test>([
    ['blocked', flagTest(columns, FLAG.blocked)],
    ['restricted', flagTest(columns, FLAG.restricted)],
    ['opted-out', offers('no')],
    ['stopped-in-whatsapp', offers('stopped')],
    ['no-consent', offers('unknown')],
    ['number-not-usable', flagTest(columns, FLAG.unusable)],
    ['no-number', (seq) => !isReachable(seq)],
    ['us-number', flagTest(columns, FLAG.unitedStates)],
  ])
  const restingMs = restingMsOf(audience.restingHours)
  if (restingMs !== null) tests.set('resting-time', (seq) => (columns.lastOfferAt()[seq] ?? -1) > asking.at - restingMs)
  const often: Test[] = []
  for (const limit of offerLimits(db, audience)) {
    const people = await picture.set(offeredRecipe(limit, asking.at))
    often.push((seq) => people.has(seq))
  }
  if (often.length > 0) tests.set('offered-often', anyOf(often))
  const excluded = await excludedTests(picture, db, { audience, asking })
  if (excluded.length > 0) tests.set('excluded', anyOf(excluded))
  if (audience.excludeWaiting) tests.set('waiting-for-answer', flagTest(columns, FLAG.waiting))
  if (audience.holdoutPercent > 0) tests.set('holdout', createHoldout(audience.holdoutPercent, asking.broadcastId))
  return tests
}

async function excludedTests(picture: Picture, db: ReadHandle, { audience, asking }: Asked): Promise<Test[]> {
  const { excludeGroupIds, excludeRule } = audience
  const tests: Test[] = []
  if (excludeGroupIds.length > 0) tests.push(await groupsTest(picture, db, { groupIds: excludeGroupIds, asking }))
  if (excludeRule !== null) tests.push(await picture.test(excludeRule, asking))
  return tests
}
