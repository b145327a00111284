import type { CallOutput } from '#contract/ipc/index.ts'

export type Report = CallOutput<'broadcast.report'>
type CostRow = Report['costByMarket'][number]
type SkipCount = Report['skipped'][number]

/** Delivered messages that share market, frozen price, and what Meta reported. */
export type DeliveredGroup = {
  readonly market: string
  readonly people: number
  /** Price that was frozen at approval. */
  readonly priceMicros: number | null
  /** Category of the template that was sealed; empty for an ordinary message. */
  readonly category: string
  /** From Meta's pricing object; null when none came. */
  readonly pricedCategory: string | null
  readonly pricedType: string | null
}

export type PriceLookup = (
  market: string,
  category: 'marketing' | 'utility' | 'service',
) => { readonly priceMicros: number; readonly isSample: boolean } | undefined

/**
 * Adds up what delivered messages cost: nothing where Meta reported them as free, the price of the category that Meta
 * reported where it is another one than was sealed, else the frozen price.
 */
export function actualCost(
  groups: readonly DeliveredGroup[],
  lookUp: PriceLookup,
): { readonly rows: CostRow[]; readonly totalMicros: number } {
  const rows = new Map<string, CostRow>()
  for (const group of groups) {
    const { priceMicros, isSample } = priceOf(group, lookUp)
    const isOrdinary = group.category === ''
    const key = `${group.market} ${priceMicros} ${isOrdinary}`
    const fresh = { market: group.market, people: 0, priceMicros, totalMicros: priceMicros === null ? null : 0, isSample }
    const row = rows.get(key) ?? { ...fresh, ...(isOrdinary ? { isOrdinary } : {}) }
    const people = row.people + group.people
    rows.set(key, { ...row, people, totalMicros: priceMicros === null ? null : people * priceMicros })
  }
  const sorted = [...rows.values()].toSorted((one, other) => other.people - one.people || one.market.localeCompare(other.market))
  return { rows: sorted, totalMicros: sorted.reduce((sum, row) => sum + (row.totalMicros ?? 0), 0) }
}

type Price = { readonly priceMicros: number | null; readonly isSample: boolean }
const FREE: Price = { priceMicros: 0, isSample: false }
const UNKNOWN: Price = { priceMicros: null, isSample: false }

function priceOf(group: DeliveredGroup, lookUp: PriceLookup): Price {
  if (group.pricedType !== null && group.pricedType !== 'regular') return FREE
  const sealed = group.category === '' ? 'service' : categoryOf(group.category)
  const charged = group.pricedCategory === null ? sealed : categoryOf(group.pricedCategory)
  const rule: Price = lookUp(group.market, charged) ?? UNKNOWN
  return charged === sealed
    ? { priceMicros: group.priceMicros, isSample: rule.isSample }
    : { priceMicros: rule.priceMicros, isSample: rule.isSample }
}

/** Meta's words (marketing, marketing_lite, utility, authentication, service …) as the categories that have prices. */
function categoryOf(word: string): 'marketing' | 'utility' | 'service' {
  const lower = word.toLowerCase()
  if (lower.startsWith('marketing')) return 'marketing'
  return lower === 'service' ? 'service' : 'utility'
}

/** Reasons of the review and of the run together. What this version has no word for was stopped by the shop in one way or another. */
export function mergeSkips(
  known: readonly SkipCount['reason'][],
  ...lists: readonly (readonly { readonly reason: string | null; readonly count: number }[])[]
): SkipCount[] {
  const counts = new Map<SkipCount['reason'], number>()
  for (const { reason, count } of lists.flat()) {
    const word = known.find((one) => one === reason) ?? 'stopped-by-hand'
    counts.set(word, (counts.get(word) ?? 0) + count)
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((one, other) => other.count - one.count || known.indexOf(one.reason) - known.indexOf(other.reason))
}
