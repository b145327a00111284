import type { CallOutput } from '../../bridge/index.ts'

/** A dated price. */
export type Rule = CallOutput<'price.list'>['rules'][number]

/** A market and kind with the price of today, if there is one, and those that are known to come, the next first. */
export type PriceRow = {
  readonly key: string
  readonly now: Rule | null
  readonly coming: readonly Rule[]
  /** The price of today, else the next one: what the line is about. */
  readonly shown: Rule
}

const keyOf = ({ market, category }: Rule): string => `${market} ${category}`

/** Puts what comes under what is; markets that have no price yet get a line of their own. A price that stays the same is no news. */
export function priceRows({ rules, coming }: Pick<CallOutput<'price.list'>, 'rules' | 'coming'>): readonly PriceRow[] {
  const present = new Map(rules.map((rule) => [keyOf(rule), rule]))
  const shown = new Map(present)
  for (const rule of coming) if (!shown.has(keyOf(rule))) shown.set(keyOf(rule), rule)
  return [...shown].map(([key, rule]) => {
    const now = present.get(key) ?? null
    const later = coming.filter((other) => keyOf(other) === key)
    return { key, now, coming: changes(now, later), shown: rule }
  })
}

function changes(now: Rule | null, coming: readonly Rule[]): readonly Rule[] {
  const ordered = coming.toSorted((one, other) => one.validFrom.localeCompare(other.validFrom))
  return ordered.filter((rule, index) => {
    const before = ordered[index - 1] ?? now
    return before === null || before.priceMicros !== rule.priceMicros || before.currency !== rule.currency
  })
}
