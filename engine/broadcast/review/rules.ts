import type { CallOutput } from '#contract/ipc/index.ts'

export type Review = CallOutput<'broadcast.review'>
export type CostRow = Review['cost']['rows'][number]
export type Issue = Review['issues'][number]

type Priced = {
  readonly market: string
  readonly priceMicros: number | null
  readonly isSamplePrice: boolean
  /** An ordinary message instead of the template. */
  readonly isFree?: boolean
}

/**
 * Adds up what the messages cost if every one arrives, by market. Whole millionths, so the rows add up to the total
 * exactly; people without a known price are counted apart and add nothing.
 */
export function costOf(people: Iterable<Priced>): {
  readonly rows: CostRow[]
  readonly totalMicros: number
  readonly unknownPeople: number
} {
  const rows = new Map<string, OpenRow>()
  let totalMicros = 0
  let unknownPeople = 0
  for (const one of people) {
    const { market, priceMicros } = one
    const key = `${market} ${priceMicros} ${one.isFree === true}`
    const row = rows.get(key) ?? emptyRow(one)
    if (row.people === 0) rows.set(key, row)
    row.people += 1
    row.totalMicros = row.totalMicros === null || priceMicros === null ? null : row.totalMicros + priceMicros
    totalMicros += priceMicros ?? 0
    unknownPeople += priceMicros === null ? 1 : 0
  }
  return {
    rows: [...rows.values()].toSorted((one, other) => other.people - one.people || one.market.localeCompare(other.market)),
    totalMicros,
    unknownPeople,
  }
}

type OpenRow = { -readonly [K in keyof CostRow]: CostRow[K] }

const emptyRow = ({ market, priceMicros, isSamplePrice, isFree }: Priced): OpenRow => ({
  market,
  people: 0,
  priceMicros,
  totalMicros: priceMicros === null ? null : 0,
  isSample: isSamplePrice,
  ...(isFree === true ? { isOrdinary: true } : {}),
})

/** The ledger leaves a tenth of Meta's limit free, because other numbers of the business use it too. @source SECURITY M-12 */
const LIMIT_HEADROOM = 0.1

type DailyLimit = Review['dailyLimit']

/** How many of this run have to wait for another day; null where no limit is known. */
export const waitingForLimit = ({ limit, used, thisRun }: DailyLimit): number =>
  limit === null ? 0 : Math.max(0, thisRun - Math.max(0, Math.floor(limit * (1 - LIMIT_HEADROOM)) - used))

/** Everything that may stand in the way of a broadcast. */
export type IssueFacts = {
  /** The template in each language that matters; the first stands for the broadcast. */
  readonly templates: readonly {
    readonly name: string
    readonly language: string
    readonly state: 'fine' | 'missing' | 'not-sendable'
  }[]
  /** Keys that the template needs and nobody said anything about. */
  readonly unsetKeys: readonly string[]
  readonly coupon: {
    readonly isNeeded: boolean
    readonly isPlanned: boolean
    readonly longest: number
    readonly maximum: number
    readonly isEnded: boolean
    /** A pool that has too few codes left. */
    readonly few: { readonly needed: number; readonly left: number } | null
  }
  /** The copy button is there, and the code also stands in the text. */
  readonly copyButton: { readonly isThere: boolean; readonly codeInText: boolean }
  readonly products: {
    /** Fewest that the message needs; 0 for none. */
    readonly least: number
    readonly count: number
    readonly missing: readonly string[]
    readonly hasCatalog: boolean
  }
  /** The header, or cards by their number from 1. */
  readonly missingFiles: readonly ('header' | number)[]
  /** Names of uploads that Meta no longer keeps. */
  readonly expiredFiles: readonly string[]
  readonly offerEnd: 'fine' | 'missing' | 'past'
  readonly goes: number
  readonly dailyLimit: DailyLimit
  readonly cost: {
    readonly totalMicros: number
    readonly unknownPeople: number
    readonly budgetMicros: number | null
    readonly currency: string
    /** What the shop may spend in the month of the run, and what is spent or promised of it. */
    readonly month: { readonly budgetMicros: number | null; readonly spentMicros: number }
  }
  /** Until when anything may go out, and when the run would be done; ms. */
  readonly time: { readonly at: number; readonly latestAt: number | null; readonly endsAt: number }
  readonly manyOffers: Review['manyOffers']
  readonly restingSoon: Review['restingSoon']
  readonly approval: Review['approval']['by']
  /** Groups that are gone. */
  readonly missingGroups: readonly string[]
  readonly link: 'online' | 'offline' | 'unauthorised' | 'unknown' | null
  readonly quiet: { readonly fromHour: number; readonly toHour: number; readonly hourNow: number } | null
}

const stop = (code: Issue['code'], params: Issue['params'] = {}): Issue => ({ code, level: 'stop', params })
const warn = (code: Issue['code'], params: Issue['params'] = {}): Issue => ({ code, level: 'warn', params })

/** What stops a broadcast and what its owner should know, stops first. */
export function issuesOf(facts: IssueFacts): Issue[] {
  const issues = [
    ...connectionIssues(facts),
    ...templateIssues(facts),
    ...couponIssues(facts),
    ...productIssues(facts),
    ...reachIssues(facts),
    ...costIssues(facts),
    ...timeIssues(facts),
    ...approvalIssues(facts),
  ]
  return issues.toSorted((one, other) => Number(one.level === 'warn') - Number(other.level === 'warn'))
}

function connectionIssues({ link }: IssueFacts): Issue[] {
  if (link === null) return [stop('no-connection')]
  return link === 'unauthorised' ? [stop('key-refused')] : []
}

function templateIssues({ templates, unsetKeys, missingFiles, expiredFiles, offerEnd }: IssueFacts): Issue[] {
  const fine = templates.some(({ state }) => state === 'fine')
  // Where others get it in their language, those without one are left out by name, and that is told.
  const level = fine ? warn : stop
  const broken = templates.filter(({ state }) => state !== 'fine')
  const sendable = broken.map(({ name, language, state }) =>
    level(state === 'missing' ? 'template-missing' : 'template-not-sendable', { name, language }),
  )
  if (!fine && broken[0]?.state === 'missing') return sendable.slice(0, 1)
  const unset = unsetKeys.map((variable) => stop('variable-unset', { variable }))
  return [
    ...sendable,
    ...unset,
    ...missingFiles.map((place) => stop('header-missing', place === 'header' ? {} : { card: place })),
    ...expiredFiles.map((file) => stop('file-expired', { file })),
    ...(offerEnd === 'fine' ? [] : [stop('offer-end', { reason: offerEnd })]),
  ]
}

function couponIssues({ coupon, copyButton }: IssueFacts): Issue[] {
  const issues: Issue[] = []
  if (coupon.isNeeded && !coupon.isPlanned) issues.push(stop('coupon-missing'))
  if (coupon.isPlanned && coupon.isEnded) issues.push(stop('coupon-missing', { reason: 'ended' }))
  if (coupon.longest > coupon.maximum) issues.push(stop('coupon-too-long', { longest: coupon.longest, maximum: coupon.maximum }))
  if (coupon.few !== null) issues.push(stop('coupon-few', coupon.few))
  if (copyButton.isThere && !copyButton.codeInText) issues.push(warn('web-hides-copy-code'))
  return issues
}

function productIssues({ products }: IssueFacts): Issue[] {
  const missing = products.missing.map((product) => stop('product-missing', { product }))
  if (missing.length > 0 || products.least === 0) return missing
  if (products.count === 0 || !products.hasCatalog) return [stop('product-missing')]
  return products.count < products.least ? [stop('products-few', { least: products.least })] : []
}

function reachIssues({ goes, dailyLimit, quiet, manyOffers, restingSoon, missingGroups }: IssueFacts): Issue[] {
  const waiting = waitingForLimit(dailyLimit)
  const issues: Issue[] = missingGroups.map((group) => stop('group-missing', { group }))
  if (goes === 0) issues.push(stop('nobody'))
  if (waiting > 0)
    issues.push(warn('daily-limit', { limit: dailyLimit.limit ?? 0, used: dailyLimit.used, thisRun: dailyLimit.thisRun, waiting }))
  if (quiet !== null && isQuietHour(quiet.hourNow, quiet))
    issues.push(warn('quiet-now', { fromHour: quiet.fromHour, toHour: quiet.toHour }))
  if (restingSoon.people > 0) issues.push(warn('resting-soon', { people: restingSoon.people }))
  const most = manyOffers.at(-1)
  if (most !== undefined)
    issues.push(warn('many-offers', { offers: most.offers, people: manyOffers.reduce((sum, { people }) => sum + people, 0) }))
  return issues
}

function costIssues({ cost }: IssueFacts): Issue[] {
  const issues: Issue[] = []
  if (cost.unknownPeople > 0) issues.push(warn('price-unknown', { people: cost.unknownPeople }))
  if (cost.budgetMicros !== null && cost.totalMicros > cost.budgetMicros) {
    issues.push(warn('budget', { totalMicros: cost.totalMicros, budgetMicros: cost.budgetMicros, currency: cost.currency }))
  }
  const { totalMicros, currency, month } = cost
  if (month.budgetMicros !== null && month.spentMicros + totalMicros > month.budgetMicros)
    issues.push(stop('month-budget', { totalMicros, spentMicros: month.spentMicros, budgetMicros: month.budgetMicros, currency }))
  return issues
}

/** Once its latest time has passed nobody gets it; before that some may be too late. */
function timeIssues({ time: { at, latestAt, endsAt } }: IssueFacts): Issue[] {
  if (latestAt === null || endsAt <= latestAt) return []
  const params = { latestAt, ...(Number.isFinite(endsAt) ? { endsAt } : {}) }
  return [latestAt <= at ? stop('too-late', params) : warn('too-late', params)]
}

/** A warning, because whoever asks this may still ask somebody else; approval itself refuses them. */
const approvalIssues = ({ approval }: IssueFacts): Issue[] => (approval === 'self' ? [] : [warn('approval-needed', { by: approval })])

/** Whether an hour lies in quiet hours, over midnight too; the same hour twice means none. */
export function isQuietHour(hour: number, quiet: { readonly fromHour: number; readonly toHour: number }): boolean {
  if (quiet.fromHour === quiet.toHour) return false
  return quiet.fromHour < quiet.toHour ? hour >= quiet.fromHour && hour < quiet.toHour : hour >= quiet.fromHour || hour < quiet.toHour
}

/** How odd somebody's message may look. */
export type Oddity = {
  readonly name: string
  readonly market: string
  readonly language: string
  readonly valueCharacters: number
  readonly fallbacks: number
  /** Signs from right to left, pictures, invisible ones, or breaks that Meta's rules take out. */
  readonly isOdd: boolean
}

/**
 * Chooses whose messages to look at before sending, as places in the list: the longest values, the most fallbacks, the
 * shortest, odd signs, then one for each language, script of names and market, then an even spread. No one twice.
 */
export function pickSamples(people: readonly Oddity[], most: number): number[] {
  const extremes = [
    mostBy(people, (one) => one.valueCharacters),
    mostBy(people, (one) => one.fallbacks * 10_000 - one.valueCharacters),
    mostBy(people, (one) => -one.valueCharacters),
    mostBy(people, (one) => (one.isOdd ? one.valueCharacters : Number.NEGATIVE_INFINITY)),
  ]
  const firsts = [
    ...firstOfEach(people, (one) => one.language),
    ...firstOfEach(people, (one) => scriptOf(one.name)),
    ...firstOfEach(people, (one) => one.market),
  ]
  const step = Math.max(1, Math.floor(people.length / most))
  const spread = Array.from({ length: most }, (_, index) => index * step)
  return [...new Set([...extremes, ...firsts, ...spread])].filter((place) => place >= 0 && place < people.length).slice(0, most)
}

function mostBy(people: readonly Oddity[], weight: (one: Oddity) => number): number {
  let best = -1
  let bestWeight = Number.NEGATIVE_INFINITY
  for (const [place, one] of people.entries()) {
    const own = weight(one)
    if (own <= bestWeight) continue
    best = place
    bestWeight = own
  }
  return best
}

function firstOfEach(people: readonly Oddity[], kindOf: (one: Oddity) => string): number[] {
  const first = new Map<string, number>()
  for (const [place, one] of people.entries()) {
    const kind = kindOf(one)
    if (!first.has(kind)) first.set(kind, place)
  }
  return [...first.values()]
}

function scriptOf(name: string): string {
  if (name === '') return 'none'
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(name)) return 'east-asian'
  if (/[\u0590-\u08ff]/.test(name)) return 'right-to-left'
  return /^[\p{Script=Latin}\p{M}\p{P}\p{Z}\d]+$/u.test(name) ? 'latin' : 'other'
}
