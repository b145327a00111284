import { createHash } from 'node:crypto'
import { breathe } from '../kernel/index.ts'
import type { ReadHandle } from '../store/index.ts'
import { askingOf, peoplePages } from './audience/queries.ts'
import type { Person, SkipReason } from './audience/rules.ts'
import { findCheapest } from './cheapest.ts'
import type { Going } from './going.ts'
import { createJudge, type Judge, type JudgeDeps, type PlanRequest } from './judge.ts'
import type { Message } from './message/compile.ts'
import { showsProducts, type Version } from './message/version.ts'
import { categoryOf, createPricing, type Price } from './pricing.ts'
import { startOf } from './span.ts'

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

/** Decides about everybody of an audience, page by page, letting other work in between. */
export async function makePlan(deps: JudgeDeps, db: ReadHandle, request: PlanRequest): Promise<Plan> {
  const planner = createPlanner(deps, db, request)
  for (const page of peoplePages(db, request.audience, askingOf(deps.vault.shop, request))) {
    page.forEach(planner.add)
    await breathe()
  }
  return planner.finish()
}

/** The same at one go, for use inside a transaction. */
export function makePlanNow(deps: JudgeDeps, db: ReadHandle, request: PlanRequest): Plan {
  const planner = createPlanner(deps, db, request)
  for (const page of peoplePages(db, request.audience, askingOf(deps.vault.shop, request))) page.forEach(planner.add)
  return planner.finish()
}

type CostFacts = Pick<Going, 'market' | 'priceMicros' | 'isSamplePrice'>

const countUp = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)

function createPlanner(deps: JudgeDeps, db: ReadHandle, request: PlanRequest) {
  const { message, at } = request
  const judge = createJudge(deps, db, request)
  // Meta charges by the day on which a message is delivered.
  const pricing = createPricing(deps, db, message === null ? at : startOf(message.content, at))
  const hash = createHash('sha256').update(messageDigest(message))
  const going: Going[] = []
  const leftOut: LeftOut[] = []
  const counts = new Map<SkipReason, number>()
  const withoutValue = new Map<string, number>()
  let longest: { readonly person: Person; readonly characters: number } | null = null
  const leave = ({ seq, customerId }: Person, reason: SkipReason): void => {
    leftOut.push({ seq, customerId, reason })
    countUp(counts, reason)
    hash.update(`${seq} ${reason}\n`)
  }
  const take = (person: Person, { version, values, fallbacks, isOdd }: ReturnType<Judge>): void => {
    const cost = costOf(pricing.of(person, categoryOf(version?.template ?? null)))
    going.push({ person, version, isFree: false, ...cost, valueCharacters: values.length, fallbacks, isOdd })
    hash.update(lineOf(person, version, `${cost.market} ${cost.priceMicros} ${values}`))
  }
  return {
    add(person: Person): void {
      const judged = judge(person)
      const { reason, tooLongBy } = judged
      if (reason === 'text-too-long' && tooLongBy > (longest?.characters ?? 0)) longest = { person, characters: tooLongBy }
      if (reason === null || reason === 'missing-variable') for (const key of judged.withoutValue) countUp(withoutValue, key)
      if (reason === null) take(person, judged)
      else leave(person, reason)
    },
    finish(): Plan {
      const cheapest = findCheapest(db, message, { goes: going, at, timeZone: deps.vault.shop.timeZone, pricing })
      const goes = message?.content.cheapestWay === true ? cheapest.goes : going
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
        cheapestWay: cheapest.savesMicros === 0 ? null : cheapest,
        digest: hash.digest('hex'),
      }
    },
  }
}

const costOf = ({ market, micros, isSample }: Price): CostFacts => ({ market, priceMicros: micros, isSamplePrice: isSample })

/** Everything about one person that decides what would be sent to whom. */
const lineOf = ({ seq, customerId, phone, userId }: Person, version: Version | null, rest: string): string =>
  `${seq} ${customerId} ${phone} ${userId} ${version?.language} ${rest}\n`

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
