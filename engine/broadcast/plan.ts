import { createHash } from 'node:crypto'
import type { ReadHandle } from '../store/index.ts'
import { askingOf, peoplePages, type Audience } from './audience/queries.ts'
import { findTwins } from './audience/twins.ts'
import { restingMsOf, verdictOf, type Person, type PersonFacts, type Policy, type SkipReason } from './audience/rules.ts'
import { breathe } from '../kernel/index.ts'
import type { BroadcastDeps } from './deps.ts'
import { findCheapest } from './cheapest.ts'
import type { Message } from './message/compile.ts'
import type { TooLong } from './message/lengths.ts'
import type { Resolved } from './message/rules.ts'
import { showsProducts, type Version } from './message/version.ts'
import { categoryOf, createPricing } from './pricing.ts'

/** Somebody who gets the message, with what it costs and how odd it looks. */
export type Going = {
  readonly person: Person
  /** The message in the person's language; null while there is no message. */
  readonly version: Version | null
  /** Gets the words as an ordinary message, because the reply window is open and that costs less. */
  readonly isFree: boolean
  readonly market: string
  /** Null where no price is known, or only one in another currency. */
  readonly priceMicros: number | null
  readonly isSamplePrice: boolean
  /** Characters of all values together, and how many of them are fallbacks. */
  readonly valueCharacters: number
  readonly fallbacks: number
  /** Characters that are drawn in unusual ways or cut by Meta's rules stand among the values. */
  readonly isOdd: boolean
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
  /** What the ordinary message to people with an open window saves, or would save; null where it can't be or saves nothing. */
  readonly cheapestWay: { readonly people: number; readonly savesMicros: number } | null
  readonly digest: string
}

type Deps = Pick<BroadcastDeps, 'price' | 'vault'>

export type PlanRequest = {
  readonly audience: Audience
  readonly message: Message | null
  readonly at: number
  /** Decides who is kept back; left out while there is no broadcast. */
  readonly broadcastId?: string
}

/** Decides about everybody of an audience, page by page, letting other work in between. */
export async function makePlan(deps: Deps, db: ReadHandle, request: PlanRequest): Promise<Plan> {
  const planner = createPlanner(deps, db, request)
  for (const page of peoplePages(db, request.audience, askingOf(deps.vault.shop, request))) {
    page.forEach(planner.add)
    await breathe()
  }
  return planner.finish()
}

/** The same at one go, for use inside a transaction. */
export function makePlanNow(deps: Deps, db: ReadHandle, request: PlanRequest): Plan {
  const planner = createPlanner(deps, db, request)
  for (const page of peoplePages(db, request.audience, askingOf(deps.vault.shop, request))) page.forEach(planner.add)
  return planner.finish()
}

/** What is decided about one person without looking at the others. */
export type Judge = (person: Person) => {
  readonly reason: SkipReason | null
  /** The message in the person's language; null while there is no message. */
  readonly version: Version | null
  readonly withoutValue: readonly string[]
  readonly values: string
  readonly fallbacks: number
  readonly isOdd: boolean
  /** Characters of a text that is too long; 0 when all fit. */
  readonly tooLongBy: number
}

/** Codes get longer with the number of people, so that texts are measured with the longest that may be drawn. */
const MOST_PEOPLE = 1_000_000

/** Makes the decision for an audience; duplicates are looked up once. */
export function createJudge(deps: Deps, db: ReadHandle, request: PlanRequest): Judge {
  const { audience, message, at } = request
  const asking = askingOf(deps.vault.shop, request)
  const policyOf = createPolicies(message, { at, restingMs: restingMsOf(audience.restingHours) })
  const fill = createFilling(message)
  const factsOf = (person: Person, { missing, tooLong }: Filled, isDuplicate: boolean): PersonFacts => ({
    isUnitedStates: isAmerican(deps, person),
    isDuplicate,
    isMissingValue: missing.length > 0,
    isTooLong: tooLong !== null,
  })
  const decide = (person: Person, filled: Filled, isDuplicate: boolean) =>
    verdictOf(person, factsOf(person, filled, isDuplicate), policyOf(filled.version))
  const twins = findTwins(db, { audience, asking }, (person) => decide(person, fill(person), false) === null)
  return (person) => {
    const filled = fill(person)
    return {
      reason: decide(person, filled, twins.has(person.seq)),
      version: filled.version,
      withoutValue: [...filled.missing, ...filled.fellBack],
      values: JSON.stringify(filled.values),
      fallbacks: filled.fellBack.length,
      isOdd: isOddText(filled.ofPerson),
      tooLongBy: filled.tooLong?.characters ?? 0,
    }
  }
}

/** What the message adds to the decision differs by the language that somebody gets it in. */
function createPolicies(message: Message | null, common: Pick<Policy, 'at' | 'restingMs'>): (version: Version | null) => Policy {
  const known = new Map<Version | null, Policy>()
  return (version) => {
    const policy = known.get(version) ?? {
      ...common,
      leavesOutUnitedStates: version?.template?.category !== 'UTILITY',
      template: templateVerdict(message, version),
    }
    known.set(version, policy)
    return policy
  }
}

type Filled = Resolved & { readonly version: Version | null; readonly tooLong: TooLong | null }
const NOTHING: Filled = { values: {}, missing: [], fellBack: [], ofPerson: '', version: null, tooLong: null }

function createFilling(message: Message | null): (person: Person) => Filled {
  if (message === null) return () => NOTHING
  const code = message.sampleCode(MOST_PEOPLE)
  return (person) => {
    const version = message.versionFor(person)
    const resolved = version.resolve(person, code)
    return { ...resolved, version, tooLong: version.tooLong(resolved) }
  }
}

const isAmerican = ({ price }: Deps, person: Person): boolean =>
  person.phone === null ? (person.userId?.startsWith('US.') ?? false) : price.isUnitedStates(person.phone)

function templateVerdict(message: Message | null, version: Version | null): Policy['template'] {
  if (message === null || version === null) return 'fine'
  if (version.template === null) return message.isOtherLanguageThere ? 'language-missing' : 'template-not-sendable'
  return version.template.sendable ? 'fine' : 'template-not-sendable'
}

function createPlanner(deps: Deps, db: ReadHandle, request: PlanRequest) {
  const { message, at } = request
  const judge = createJudge(deps, db, request)
  const pricing = createPricing(deps, db, at)
  const hash = createHash('sha256').update(messageDigest(message))
  const going: Going[] = []
  const leftOut: LeftOut[] = []
  const counts = new Map<SkipReason, number>()
  const withoutValue = new Map<string, number>()
  let longest: { readonly person: Person; readonly characters: number } | null = null
  const countUp = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  return {
    add(person: Person): void {
      const { reason, version, values, fallbacks, isOdd, withoutValue: keys, tooLongBy } = judge(person)
      if (reason === 'text-too-long' && tooLongBy > (longest?.characters ?? 0)) longest = { person, characters: tooLongBy }
      if (reason !== null) {
        leftOut.push({ seq: person.seq, customerId: person.customerId, reason })
        countUp(counts, reason)
        hash.update(`${person.seq} ${reason}\n`)
      }
      if (reason === null || reason === 'missing-variable') for (const key of keys) countUp(withoutValue, key)
      if (reason !== null) return
      const { market, micros, isSample } = pricing.of(person, categoryOf(version?.template ?? null))
      const facts = { market, priceMicros: micros, isSamplePrice: isSample, valueCharacters: values.length, fallbacks, isOdd }
      going.push({ person, version, isFree: false, ...facts })
      const { seq, customerId, phone, userId } = person
      hash.update(`${seq} ${customerId} ${phone} ${userId} ${version?.language} ${market} ${micros} ${values}\n`)
    },
    finish(): Plan {
      const { timeZone } = deps.vault.shop
      const cheapest = message === null ? null : findCheapest(db, message, { goes: going, at, timeZone, pricing })
      const isOn = message?.content.cheapestWay === true
      const goes = isOn && cheapest !== null ? cheapest.goes : going
      for (const { person, isFree, priceMicros } of goes) if (isFree) hash.update(`${person.seq} free ${priceMicros}\n`)
      for (const version of new Set(goes.map((one) => one.version))) hash.update(versionDigest(version))
      return {
        at,
        goes,
        leftOut,
        counts,
        withoutValue,
        tooLongest: longest?.person ?? null,
        pricesFrom: pricing.newest(),
        currency: pricing.currency,
        cheapestWay: cheapest === null || cheapest.savesMicros === 0 ? null : cheapest,
        digest: hash.digest('hex'),
      }
    },
  }
}

/** Letters from right to left, pictures, invisible signs, and breaks that Meta's rules take out. */
const ODD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\p{Extended_Pictographic}|\p{Cf}|[\r\n\t]|\s{2,}/u

/** Whether a text may look other than its owner expects. */
const isOddText = (text: string): boolean => text !== '' && ODD.test(text)

/** Everything of a message that is the same for all people. */
function messageDigest(message: Message | null): string {
  if (message === null) return ''
  const { content, products, catalogId, main } = message
  return JSON.stringify([content, products.map((product) => product.retailerId), catalogId, versionDigest(main)])
}

/** Everything of one language version that is the same for all who get it. */
function versionDigest(version: Version | null): string {
  if (version === null) return ''
  const { template, headerUrl } = version
  const facts = template === null ? null : { ...template, syncedAt: 0, quality: '' }
  return JSON.stringify([facts, headerUrl, template !== null && showsProducts(template)])
}
