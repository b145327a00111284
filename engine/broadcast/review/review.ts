import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { monthOf, spentIn } from '../approval/month.ts'
import { approverOf, type Caller } from '../approval/rules.ts'
import { shopRules } from '../approval/shop-rules.ts'
import { missingGroups } from '../audience/queries.ts'
import { hasOpenWindow, sortCounts } from '../audience/rules.ts'
import { breathe } from '../../kernel/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { compileMessage, type Message } from '../message/compile.ts'
import type { Going } from '../going.ts'
import { makePlan, type Plan } from '../plan.ts'
import { contentOf, findBroadcast, type BroadcastRow } from '../queries.ts'
import { durationOf, expectedEnd, startOf } from '../span.ts'
import { messageFacts } from './issue-facts.ts'
import { languagesOf } from './languages-of.ts'
import { nearBroadcasts, restingSoonOf } from './near.ts'
import { manyOffersOf } from './offers.ts'
import { renderFor } from './render-for.ts'
import { costOf, issuesOf, pickSamples, type Review } from './rules.ts'

/** A review with what it was made from, so that approval seals exactly this. */
export type Reviewed = { readonly review: Review; readonly plan: Plan; readonly message: Message }

const MOST_SAMPLES = 12

/** Reviews a draft: one verdict per person, the cost at most, what stops it, who may approve, and a hash over all that decides. */
export async function reviewBroadcast(deps: BroadcastDeps, broadcastId: string, caller: Caller): Promise<Result<Reviewed>> {
  const db = deps.vault.store.read
  const row = findBroadcast(db, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  if (row.approved !== 0) return fail('broadcast-state-refused', { state: 'approved' })
  const message = compileMessage(deps, db, { content: contentOf(row), broadcastId })
  const plan = await makePlan(deps, db, { audience: message.content.audience, message, at: deps.clock.now(), broadcastId })
  return ok({ review: await writeReview(deps, { row, caller, message, plan }), plan, message })
}

type Parts = { readonly row: BroadcastRow; readonly caller: Caller; readonly message: Message; readonly plan: Plan }

/** Each part goes over everybody once more, so others have their turn between them. */
async function writeReview(deps: BroadcastDeps, parts: Parts): Promise<Review> {
  const { row, message, plan } = parts
  const { content } = message
  const { goes, leftOut, counts, currency } = plan
  const cost = costOf(goes)
  await breathe()
  const dailyLimit = dailyLimitOf(deps, message, plan)
  const restingSoon = await restingSoonIn(deps, parts)
  const shared = {
    dailyLimit,
    manyOffers: manyOffersOf(deps.vault.store.read, goes, plan.at),
    restingSoon,
    approval: approvalOf(deps, parts),
  }
  await breathe()
  const budget = budgetOf(deps, message, plan)
  const facts = { ...factsOf(deps, parts, shared), cost: { ...cost, currency, budgetMicros: content.budgetMicros, month: budget } }
  await breathe()
  const lines = messageLines(message, plan)
  await breathe()
  return {
    broadcastId: row.broadcastId as Review['broadcastId'],
    matched: goes.length + leftOut.length,
    goes: goes.length,
    skipped: sortCounts(counts),
    cost: { rows: cost.rows, totalMicros: cost.totalMicros, currency, unknownPeople: cost.unknownPeople, pricesFrom: plan.pricesFrom },
    languages: languagesOf(message, goes),
    cheapestWay: cheapestWayOf(plan, content.cheapestWay),
    holdout: counts.get('holdout') ?? 0,
    budget: budgetLine(content.budgetMicros, budget),
    ...shared,
    ...lines,
    issues: issuesOf(facts),
    durationMs: durationOf(goes.length, content),
    reviewHash: createHash('sha256').update(`${row.broadcastId} ${plan.digest} ${currency}`).digest('hex'),
  }
}

async function restingSoonIn(deps: BroadcastDeps, { row, message, plan }: Parts): Promise<Review['restingSoon']> {
  const db = deps.vault.store.read
  const near = nearBroadcasts(deps, db, { content: message.content, broadcastId: row.broadcastId, at: plan.at })
  const found = await restingSoonOf(
    db,
    near,
    plan.goes.map(({ person }) => person.seq),
  )
  return found as Review['restingSoon']
}

type Shared = Pick<Review, 'dailyLimit' | 'manyOffers' | 'restingSoon' | 'approval'>

function factsOf(deps: BroadcastDeps, { message, plan }: Parts, { dailyLimit, manyOffers, restingSoon, approval }: Shared) {
  const { content } = message
  const latestAt = content.time.kind === 'at' ? content.time.latestAt : null
  return {
    ...messageFacts(deps, message, plan),
    dailyLimit,
    manyOffers,
    restingSoon,
    approval: approval.by,
    missingGroups: missingGroups(deps.vault.store.read, content.audience),
    time: { at: plan.at, latestAt, endsAt: doneAt(deps, { message, plan, dailyLimit }) },
  }
}

/** The last part that Meta's daily limit lets out may come later than the pace alone would have it. */
function doneAt(
  { vault }: BroadcastDeps,
  { message, plan, dailyLimit }: Pick<Parts, 'message' | 'plan'> & Pick<Shared, 'dailyLimit'>,
): number {
  const { timeZone } = vault.shop
  const { content } = message
  const atPace = expectedEnd(content, { people: plan.goes.length, at: plan.at, timeZone })
  return Math.max(atPace, ...dailyLimit.parts.map((part) => part.at))
}

/** What is said of the message itself. */
function messageLines(message: Message, plan: Plan): Pick<Review, 'variables' | 'coupon' | 'samples'> {
  const { content, coupon } = message
  const people = plan.goes.length
  const code = message.sampleCode(people)
  return {
    variables: message.keys.map((name) => ({
      name,
      missing: plan.withoutValue.get(name) ?? 0,
      fallback: content.variables[name]?.fallback ?? '',
    })),
    coupon:
      coupon === null
        ? null
        : {
            kind: coupon.kind,
            needed: coupon.kind === 'one-each' ? people : 1,
            longest: coupon.longest(people),
            sample: code,
            left: coupon.left,
          },
    samples: samplePeople(plan).map((person) => renderFor(message, person, code)),
  }
}

/** Whose text is too long comes first, though it does not go out. */
function samplePeople({ goes, tooLongest }: Plan): Going['person'][] {
  const odd = pickSamples(goes.map(oddity), MOST_SAMPLES).flatMap((place) => goes[place]?.person ?? [])
  return tooLongest === null ? odd : [tooLongest, ...odd.slice(0, MOST_SAMPLES - 1)]
}

const oddity = ({ person, version, market, valueCharacters, fallbacks, isOdd }: Going) => ({
  name: person.name,
  language: version?.language ?? '',
  market,
  valueCharacters,
  fallbacks,
  isOdd,
})

const cheapestWayOf = ({ cheapestWay }: Plan, isOn: boolean): Review['cheapestWay'] =>
  cheapestWay === null ? null : { people: cheapestWay.people, savesMicros: cheapestWay.savesMicros, isOn }

/** One part is no split: it is told only where somebody has to wait. */
function dailyLimitOf({ ledger, vault }: BroadcastDeps, { content }: Message, { goes, at }: Plan): Review['dailyLimit'] {
  const { used, limit } = ledger.dailyUse(vault.store.read)
  const begins = startOf(content, at)
  const openWindows = goes.filter(({ person }) => hasOpenWindow(person, begins)).length
  const thisRun = goes.length - openWindows
  const [first, ...later] = ledger.dailyParts({ people: thisRun, at: begins })
  // Whoever wrote within the last day takes no place of Meta's limit and goes with the first.
  const parts = first === undefined || later.length === 0 ? [] : [{ ...first, people: first.people + openWindows }, ...later]
  return { limit, used, thisRun, openWindows, parts: parts.map((part) => ({ at: part.at as TimestampMs, people: part.people })) }
}

type MonthBudget = { readonly budgetMicros: number | null; readonly spentMicros: number }

/** Of the month in which the run would begin. */
function budgetOf({ vault, clock }: BroadcastDeps, { content }: Message, { at, currency }: Plan): MonthBudget {
  const { read } = vault.store
  const month = monthOf(vault.shop.timeZone, startOf(content, at))
  return { budgetMicros: shopRules(read).monthlyBudgetMicros, spentMicros: spentIn(read, month, { currency, now: clock.now() }) }
}

const budgetLine = (ofRunMicros: number | null, { budgetMicros, spentMicros }: MonthBudget): Review['budget'] =>
  ofRunMicros === null && budgetMicros === null ? null : { ofRunMicros, ofMonthMicros: budgetMicros, spentThisMonthMicros: spentMicros }

function approvalOf({ vault }: BroadcastDeps, { row, caller, plan }: Parts): Review['approval'] {
  const { savedBy, askedBy, askedAt } = row
  const by = approverOf(shopRules(vault.store.read), caller, { people: plan.goes.length, savedBy, askedBy })
  return { by, askedAt: askedAt as TimestampMs | null, askedBy }
}
