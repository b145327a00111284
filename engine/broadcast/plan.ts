import { createHash } from 'node:crypto'
import type { ReadHandle } from '../store/index.ts'
import type { PriceRule } from '../price/index.ts'
import { peoplePages, type Audience } from './audience/queries.ts'
import { findTwins } from './audience/twins.ts'
import { restingMsOf, verdictOf, type Person, type PersonFacts, type Policy, type SkipReason } from './audience/rules.ts'
import { breathe } from './coupon/draw.ts'
import type { BroadcastDeps } from './deps.ts'
import { showsProducts, type Message } from './message/compile.ts'
import type { TooLong } from './message/lengths.ts'
import type { Resolved } from './message/rules.ts'

/** Somebody who gets the message, with what it costs and how odd it looks. */
export type Going = {
  readonly person: Person
  readonly market: string
  /** Null where no price is known, or only one in another currency. */
  readonly priceMicros: number | null
  readonly isSamplePrice: boolean
  /** Characters of all values together, and how many of them are fallbacks. */
  readonly valueCharacters: number
  readonly fallbacks: number
}

export type LeftOut = { readonly seq: number; readonly customerId: string; readonly reason: SkipReason }

/** One verdict per person of the audience, and a digest over everything that decides what would be sent. */
export type Plan = {
  readonly at: number
  readonly goes: readonly Going[]
  readonly leftOut: readonly LeftOut[]
  readonly counts: ReadonlyMap<SkipReason, number>
  /** People without an own value, by key of the variable. */
  readonly withoutValue: ReadonlyMap<string, number>
  /** Of those left out because their text is too long, the one with the longest. */
  readonly tooLongest: Person | null
  /** Start of validity of the newest price in use; null when none is known. */
  readonly pricesFrom: string | null
  readonly currency: string
  readonly digest: string
}

type Deps = Pick<BroadcastDeps, 'price' | 'vault'>

export type PlanRequest = { readonly audience: Audience; readonly message: Message | null; readonly at: number }

/** Decides about everybody of an audience, page by page, letting other work in between. */
export async function makePlan(deps: Deps, db: ReadHandle, request: PlanRequest): Promise<Plan> {
  const planner = createPlanner(deps, db, request)
  for (const page of peoplePages(db, request.audience)) {
    page.forEach(planner.add)
    await breathe()
  }
  return planner.finish()
}

/** The same at one go, for use inside a transaction. */
export function makePlanNow(deps: Deps, db: ReadHandle, request: PlanRequest): Plan {
  const planner = createPlanner(deps, db, request)
  for (const page of peoplePages(db, request.audience)) page.forEach(planner.add)
  return planner.finish()
}

/** What is decided about one person without looking at the others. */
export type Judge = (person: Person) => {
  readonly reason: SkipReason | null
  readonly withoutValue: readonly string[]
  readonly values: string
  readonly fallbacks: number
  /** Characters of a text that is too long; 0 when all fit. */
  readonly tooLongBy: number
}

/** Codes get longer with the number of people, so that texts are measured with the longest that may be drawn. */
const MOST_PEOPLE = 1_000_000

/** Makes the decision for an audience; duplicates are looked up once. */
export function createJudge(deps: Deps, db: ReadHandle, { audience, message, at }: PlanRequest): Judge {
  const policy: Policy = {
    at,
    restingMs: restingMsOf(audience.restingHours),
    leavesOutUnitedStates: message?.template?.category !== 'UTILITY',
    template: templateVerdict(message),
  }
  const fill = createFilling(message)
  const factsOf = (person: Person, { missing, tooLong }: Filled, isDuplicate: boolean): PersonFacts => ({
    isUnitedStates: isAmerican(deps, person),
    isDuplicate,
    isMissingValue: missing.length > 0,
    isTooLong: tooLong !== null,
  })
  const twins = findTwins(db, audience, (person) => verdictOf(person, factsOf(person, fill(person), false), policy) === null)
  return (person) => {
    const filled = fill(person)
    return {
      reason: verdictOf(person, factsOf(person, filled, twins.has(person.seq)), policy),
      withoutValue: [...filled.missing, ...filled.fellBack],
      values: JSON.stringify(filled.values),
      fallbacks: filled.fellBack.length,
      tooLongBy: filled.tooLong?.characters ?? 0,
    }
  }
}

type Filled = Resolved & { readonly tooLong: TooLong | null }
const NOTHING: Filled = { values: {}, missing: [], fellBack: [], tooLong: null }

function createFilling(message: Message | null): (person: Person) => Filled {
  if (message === null) return () => NOTHING
  const code = message.sampleCode(MOST_PEOPLE)
  return (person) => {
    const resolved = message.resolve(person, code)
    return { ...resolved, tooLong: message.tooLong(resolved) }
  }
}

const isAmerican = ({ price }: Deps, person: Person): boolean =>
  person.phone === null ? (person.userId?.startsWith('US.') ?? false) : price.isUnitedStates(person.phone)

function templateVerdict(message: Message | null): Policy['template'] {
  if (message === null) return 'fine'
  if (message.template === null) return message.isOtherLanguageThere ? 'language-missing' : 'template-not-sendable'
  return message.template.sendable ? 'fine' : 'template-not-sendable'
}

function createPlanner(deps: Deps, db: ReadHandle, request: PlanRequest) {
  const judge = createJudge(deps, db, request)
  const priceOf = createPricing(deps, db, request)
  const hash = createHash('sha256').update(messageDigest(request.message))
  const goes: Going[] = []
  const leftOut: LeftOut[] = []
  const counts = new Map<SkipReason, number>()
  const withoutValue = new Map<string, number>()
  let longest: { readonly person: Person; readonly characters: number } | null = null
  const countUp = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  return {
    add(person: Person): void {
      const { reason, values, fallbacks, withoutValue: keys, tooLongBy } = judge(person)
      if (reason === 'text-too-long' && tooLongBy > (longest?.characters ?? 0)) longest = { person, characters: tooLongBy }
      if (reason !== null) {
        leftOut.push({ seq: person.seq, customerId: person.customerId, reason })
        countUp(counts, reason)
        hash.update(`${person.seq} ${reason}\n`)
      }
      if (reason === null || reason === 'missing-variable') for (const key of keys) countUp(withoutValue, key)
      if (reason !== null) return
      const price = priceOf.of(person)
      goes.push({
        person,
        market: price.market,
        priceMicros: price.micros,
        isSamplePrice: price.isSample,
        valueCharacters: values.length,
        fallbacks,
      })
      hash.update(`${person.seq} ${person.customerId} ${person.phone} ${person.userId} ${price.market} ${price.micros} ${values}\n`)
    },
    finish: (): Plan => ({
      at: request.at,
      goes,
      leftOut,
      counts,
      withoutValue,
      tooLongest: longest?.person ?? null,
      pricesFrom: priceOf.newest(),
      currency: priceOf.currency,
      digest: hash.digest('hex'),
    }),
  }
}

/** Everything of a message that is the same for all people. */
function messageDigest(message: Message | null): string {
  if (message === null) return ''
  const { content, template, headerUrl, products, catalogId } = message
  const facts = template === null ? null : { ...template, syncedAt: 0, quality: '' }
  return JSON.stringify([
    content,
    facts,
    headerUrl,
    products.map((product) => product.retailerId),
    catalogId,
    template !== null && showsProducts(template),
  ])
}

function createPricing({ price }: Deps, db: ReadHandle, { message, at }: PlanRequest) {
  const category = message?.template?.category === 'MARKETING' || message?.template === null ? 'marketing' : 'utility'
  const { currency } = price
  const rules = new Map<string, PriceRule | undefined>()
  const ruleFor = (market: string) => {
    if (!rules.has(market)) {
      const rule = price.rule(db, market, category, at)
      // Amounts of different currencies can't be added; an honest "unknown" is better than a wrong sum.
      rules.set(market, rule?.currency === currency ? rule : undefined)
    }
    return rules.get(market)
  }
  return {
    currency,
    of(person: Person): { market: string; micros: number | null; isSample: boolean } {
      const market = price.marketOfPerson(person)
      const rule = ruleFor(market)
      return { market, micros: rule?.priceMicros ?? null, isSample: rule?.isSample ?? false }
    },
    newest: () =>
      [...rules.values()]
        .flatMap((rule) => (rule === undefined ? [] : [rule.validFrom]))
        .toSorted()
        .at(-1) ?? null,
  }
}
