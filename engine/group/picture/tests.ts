import { REPLY_WINDOW_MS } from '../condition.ts'
import { factOf, type ByFact, type Condition, type Fact, type RowFact, type Rule } from '../facts.ts'
import { sinceDays, type Moment } from '../moment.ts'
import { FLAG, OFFERS_MASK, offersCode, type Columns } from './columns.ts'
import type { PeopleSet } from './sets.ts'

/** Whether something holds for the customer with a number inside the database. */
export type Test = (seq: number) => boolean

const everybody: Test = () => true

/** @param setOf fills a set or finds it filled */
export async function testOfRule(
  columns: Columns,
  { rule, moment }: { readonly rule: Rule; readonly moment: Moment },
  setOf: (fact: Fact) => Promise<PeopleSet>,
): Promise<Test> {
  const lists: Test[] = []
  for (const { all } of rule.any) {
    const tests: Test[] = []
    for (const condition of all) {
      const test = await testOfCondition(columns, { condition, moment }, setOf)
      tests.push(condition.not ? (seq) => !test(seq) : test)
    }
    lists.push(allOf(tests))
  }
  return anyOf(lists)
}

/** One test of many; loops would look up the list again for each customer. */
export function allOf(tests: readonly Test[]): Test {
  return tests.reduceRight((rest, test) => (rest === everybody ? test : (seq) => test(seq) && rest(seq)), everybody)
}

export function anyOf(tests: readonly Test[]): Test {
  const [first = () => false, ...others] = tests
  return others.reduce((one, test) => (seq) => one(seq) || test(seq), first)
}

async function testOfCondition(
  columns: Columns,
  { condition, moment }: { readonly condition: Condition; readonly moment: Moment },
  setOf: (fact: Fact) => Promise<PeopleSet>,
): Promise<Test> {
  if (condition.fact === 'spent' && condition.atLeastMicros <= 0) return everybody
  const fact = factOf(condition, moment)
  if (fact === null) return inRow[condition.fact as RowFact](condition as never, columns, moment)
  const set = await setOf(fact)
  return (seq) => set.has(seq)
}

/** Columns are asked for at each look, because they are replaced when they grow. */
const inRow: ByFact<RowFact, [Columns, Moment], Test> = {
  country: ({ countries }, columns) => wordTest(() => columns.countries(), codesOf(columns.countryCodes, countries)),
  language: ({ languages }, columns) => wordTest(() => columns.languages(), codesOf(columns.languageCodes, languages)),
  offers({ states }, columns) {
    const wanted = states.reduce((bits, state) => bits | (1 << offersCode(state)), 0)
    return (seq) => (wanted & (1 << ((columns.flags()[seq] ?? 0) & OFFERS_MASK))) !== 0
  },
  joined: ({ withinDays }, columns, moment) => timeTest(() => columns.createdAt(), sinceDays(moment, withinDays) ?? 0),
  number: ({ has }, columns) => numberTest(columns, has),
  wrote: ({ withinDays }, columns, moment) => timeTest(() => columns.lastInboundAt(), sinceDays(moment, withinDays) ?? 0),
  // Whole milliseconds: later than is the same as one more.
  'window-open': (_, columns, { at }) => timeTest(() => columns.lastInboundAt(), at - REPLY_WINDOW_MS + 1),
  waiting: (_, columns) => flagTest(columns, FLAG.waiting),
  offered: ({ withinDays }, columns, moment) => timeTest(() => columns.lastOfferAt(), sinceDays(moment, withinDays) ?? 0),
}

const codesOf = (words: Columns['countryCodes'], wanted: readonly string[]): ReadonlySet<number> =>
  new Set(wanted.map((word) => words.known(word)).filter((code) => code !== undefined))

function wordTest(column: () => Uint16Array, codes: ReadonlySet<number>): Test {
  const [only] = codes
  if (only === undefined) return () => false
  return codes.size === 1 ? (seq) => column()[seq] === only : (seq) => codes.has(column()[seq] ?? 0)
}

const timeTest =
  (column: () => Float64Array, since: number): Test =>
  (seq) =>
    (column()[seq] ?? -1) >= since

/** Some flag of several is set. */
export const flagTest =
  (columns: Columns, flag: number): Test =>
  (seq) =>
    ((columns.flags()[seq] ?? 0) & flag) !== 0

function numberTest(columns: Columns, has: Extract<Condition, { fact: 'number' }>['has']): Test {
  switch (has) {
    case 'number':
      return flagTest(columns, FLAG.phone)
    case 'username-only':
      return (seq) => ((columns.flags()[seq] ?? 0) & (FLAG.phone | FLAG.userId)) === FLAG.userId
    case 'not-usable':
      return flagTest(columns, FLAG.unusable)
  }
}
