import { createHash } from 'node:crypto'
import { SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { hasOpenWindow, sortCounts } from '../audience/rules.ts'
import { COUPON_MAX_CHARACTERS } from '../coupon/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { isProductCarousel } from '../../template/index.ts'
import { compileMessage, type Message } from '../message/compile.ts'
import { fileFacts, offerFacts } from './part-facts.ts'
import { renderFor } from './render-for.ts'
import { makePlan, type Going, type Plan } from '../plan.ts'
import { contentOf, findBroadcast } from '../queries.ts'
import { costOf, durationOf, hourIn, issuesOf, pickSamples, type Review } from './rules.ts'

/** A review with what it was made from, so that approval seals exactly this. */
export type Reviewed = { readonly review: Review; readonly plan: Plan; readonly message: Message }

const MOST_SAMPLES = 12

/** Reviews a draft: one verdict per person, the cost at most, what stops it, and a hash over all that decides. */
export async function reviewBroadcast(deps: BroadcastDeps, broadcastId: string): Promise<Result<Reviewed>> {
  const db = deps.vault.store.read
  const row = findBroadcast(db, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  if (row.approved !== 0) return fail('broadcast-state-refused', { state: 'approved' })
  const message = compileMessage(deps, db, { content: contentOf(row), broadcastId })
  const plan = await makePlan(deps, db, { audience: message.content.audience, message, at: deps.clock.now() })
  return ok({ review: writeReview(deps, { broadcastId, message, plan }), plan, message })
}

type Parts = { readonly broadcastId: string; readonly message: Message; readonly plan: Plan }

function writeReview(deps: BroadcastDeps, { broadcastId, message, plan }: Parts): Review {
  const { content } = message
  const { goes, leftOut, counts, withoutValue, currency } = plan
  const cost = costOf(goes)
  const dailyLimit = dailyLimitOf(deps, plan)
  const code = message.sampleCode(goes.length)
  return {
    broadcastId: broadcastId as Review['broadcastId'],
    matched: goes.length + leftOut.length,
    goes: goes.length,
    skipped: sortCounts(counts),
    cost: { rows: cost.rows, totalMicros: cost.totalMicros, currency, unknownPeople: cost.unknownPeople, pricesFrom: plan.pricesFrom },
    dailyLimit,
    languages: [{ language: content.template.language, people: goes.length }],
    cheapestWay: null,
    manyOffers: [],
    holdout: counts.get('holdout') ?? 0,
    budget: null,
    approval: { by: 'self', askedAt: null, askedBy: null },
    variables: message.keys.map((name) => ({
      name,
      missing: withoutValue.get(name) ?? 0,
      fallback: content.variables[name]?.fallback ?? '',
    })),
    coupon: couponLine(message, goes.length),
    samples: samplePeople(plan).map((person) => renderFor(message, person, code)),
    issues: issuesOf({ ...issueFacts(deps, message, plan), dailyLimit, cost: { ...cost, currency, budgetMicros: content.budgetMicros } }),
    durationMs: durationOf(goes.length, content.pacePerSecond),
    reviewHash: createHash('sha256').update(`${broadcastId} ${plan.digest} ${currency}`).digest('hex'),
  }
}

/** Whose text is too long comes first, though it does not go out. */
function samplePeople({ goes, tooLongest }: Plan): Going['person'][] {
  const odd = pickSamples(goes.map(oddity), MOST_SAMPLES).flatMap((place) => goes[place]?.person ?? [])
  return tooLongest === null ? odd : [tooLongest, ...odd.slice(0, MOST_SAMPLES - 1)]
}

const oddity = ({ person, market, valueCharacters, fallbacks }: Going) => ({ name: person.name, market, valueCharacters, fallbacks })

function couponLine(message: Message, people: number): Review['coupon'] {
  const { coupon } = message
  if (coupon === null) return null
  const { kind, left } = coupon
  return { kind, needed: kind === 'one-each' ? people : 1, longest: coupon.longest(people), sample: coupon.sample(people), left }
}

function dailyLimitOf({ ledger, vault }: BroadcastDeps, { goes, at }: Plan): Review['dailyLimit'] {
  const { used, limit } = ledger.dailyUse(vault.store.read)
  const openWindows = goes.filter(({ person }) => hasOpenWindow(person, at)).length
  return { limit, used, thisRun: goes.length - openWindows, openWindows, parts: [] }
}

function issueFacts(deps: BroadcastDeps, message: Message, plan: Plan) {
  const { content } = message
  const { timeZone } = deps.vault.shop
  return {
    template: { ...content.template, state: templateState(message) },
    unsetKeys: message.keys.filter((key) => content.variables[key] === undefined),
    ...couponFacts(message, plan),
    products: productFacts(message),
    ...fileFacts(message, plan.at),
    offerEnd: offerFacts(message, plan.at),
    goes: plan.goes.length,
    link: deps.link(),
    quiet: content.quietHours === null ? null : { ...content.quietHours, hourNow: hourIn(timeZone, plan.at) },
  }
}

/** Where the variables in use take their values from. */
const sourcesOf = ({ keys, content }: Message) => keys.flatMap((key) => content.variables[key]?.from ?? [])

function couponFacts(message: Message, plan: Plan) {
  const { coupon } = message
  const sources = sourcesOf(message)
  const endsAt = coupon?.endsAt ?? null
  return {
    coupon: {
      isNeeded: hasCopyButton(message) || sources.some((from) => from.kind === 'coupon'),
      isPlanned: message.content.coupon !== null,
      longest: coupon?.longest(plan.goes.length) ?? 0,
      maximum: COUPON_MAX_CHARACTERS,
      isEnded: endsAt !== null && endsAt <= plan.at,
    },
    copyButton: { isThere: hasCopyButton(message), codeInText: sources.some((from) => from.kind === 'coupon' && from.part === 'code') },
  }
}

function productFacts(message: Message) {
  const { template, products, missingProducts, catalogId } = message
  const inTemplate =
    template?.header?.format === 'PRODUCT' || (template?.buttons.some(({ type }) => type === 'MPM' || type === 'SPM') ?? false)
  const inText = sourcesOf(message).some((from) => from.kind === 'product')
  const least = template !== null && isProductCarousel(template) ? SEND_LIMITS.minCards : Number(inTemplate || inText)
  return { least, count: products.length, missing: missingProducts, hasCatalog: catalogId !== null }
}

const hasCopyButton = ({ template }: Message): boolean => template?.buttons.some(({ type }) => type === 'COPY_CODE') ?? false

function templateState({ template }: Message): 'fine' | 'missing' | 'not-sendable' {
  if (template === null) return 'missing'
  return template.sendable ? 'fine' : 'not-sendable'
}
