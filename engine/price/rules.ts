import type { CallOutput } from '#contract/ipc/index.ts'

export type PriceRule = CallOutput<'price.save'>
export type PriceCategory = PriceRule['category']

/** Replies that Meta delivers free of charge per number and month, since that day. @source reference part 11 */
export const FREE_SERVICE = { perMonth: 1_000, validFrom: '2026-10-01' } as const

/** Since this day free-form replies cost as much as notices; before it they were free. @source reference part 11 */
export const SERVICE_FROM = '2026-10-01'

/** Every known rule; of those of one day the shop's own word comes first, then its rate files, then what came with Shopbell. */
export const allRules = (by: {
  readonly own: readonly PriceRule[]
  readonly imported: readonly PriceRule[]
  readonly shipped: readonly PriceRule[]
}): readonly PriceRule[] => [...by.own, ...by.imported, ...by.shipped]

/**
 * The rule in force on a day: the latest that began by then. The shop's own word wins over ours of the same day, a newer
 * price list wins over an older own word.
 * @param day local day, e.g. 2026-11-22
 */
export function ruleInForce(
  rules: readonly PriceRule[],
  wanted: { readonly market: string; readonly category: PriceCategory; readonly day: string },
): PriceRule | undefined {
  return rules
    .filter((rule) => rule.market === wanted.market && rule.category === wanted.category && rule.validFrom <= wanted.day)
    .toSorted((one, other) => other.validFrom.localeCompare(one.validFrom) || weight(other) - weight(one))[0]
}

const weight = (rule: PriceRule): number => (rule.isOwn ? 2 : rule.importedAt === null ? 0 : 1)

/** What the number page says of the prices in force. */
export type PriceFacts = {
  readonly validFrom: string | null
  readonly source: string | null
  /** Some price of the shop's own market is only a sample. */
  readonly isSample: boolean
  readonly rules: number
}

/** Facts about the rules in force on a day: how many, since when and from where the newest is. */
export function priceFacts(inForce: readonly PriceRule[], homeMarket: string): PriceFacts {
  const newest = inForce.toSorted((one, other) => other.validFrom.localeCompare(one.validFrom) || weight(other) - weight(one))[0]
  return {
    validFrom: newest?.validFrom ?? null,
    source: newest?.source ?? null,
    isSample: inForce.some((rule) => rule.market === homeMarket && rule.isSample),
    rules: inForce.length,
  }
}

/** All rules in force on a day, one for each market and category that has one. */
export function rulesInForce(rules: readonly PriceRule[], day: string): PriceRule[] {
  const wanted = new Map(rules.map((rule) => [`${rule.market} ${rule.category}`, rule]))
  return [...wanted.values()]
    .map(({ market, category }) => ruleInForce(rules, { market, category, day }))
    .filter((rule) => rule !== undefined)
    .toSorted((one, other) => one.market.localeCompare(other.market) || one.category.localeCompare(other.category))
}

/** The rules that begin after a day and will be in force then, one for each market, category and day. */
export function rulesToCome(rules: readonly PriceRule[], day: string): PriceRule[] {
  const wanted = new Map(rules.filter((rule) => rule.validFrom > day).map((rule) => [placeOf(rule), rule]))
  return [...wanted.values()]
    .map(({ market, category, validFrom }) => ruleInForce(rules, { market, category, day: validFrom }))
    .filter((rule) => rule !== undefined)
    .toSorted((one, other) => placeOf(one).localeCompare(placeOf(other)))
}

const placeOf = ({ market, category, validFrom }: PriceRule): string => `${market} ${category} ${validFrom}`

/** The day (2026-11-22) in a time zone. */
export function dayIn(timeZone: string, at: number): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
}

/** When the month of a moment began in a time zone, ms. */
export function monthStart(timeZone: string, at: number): number {
  const [year = '1970', month = '01'] = dayIn(timeZone, at).split('-')
  const midnight = Date.UTC(Number(year), Number(month) - 1, 1)
  // Twice, because the first guess may lie on the other side of a change of summer time.
  const guess = midnight - offsetIn(timeZone, midnight)
  return midnight - offsetIn(timeZone, guess)
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetIn(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(
    part.get('year') ?? 0,
    (part.get('month') ?? 1) - 1,
    part.get('day'),
    part.get('hour'),
    part.get('minute'),
    part.get('second'),
  )
  return local - Math.floor(at / 1_000) * 1_000
}
