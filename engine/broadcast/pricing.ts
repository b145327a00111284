import type { PriceCategory, PriceRule } from '../price/index.ts'
import type { ReadHandle } from '../store/index.ts'
import type { Template } from '../template/index.ts'
import type { Person } from './audience/rules.ts'
import type { BroadcastDeps } from './deps.ts'

/** What one message costs if it is delivered. */
export type Price = {
  readonly market: string
  /** Null where no price is known, or only one in another currency. */
  readonly micros: number | null
  readonly isSample: boolean
}

/** Prices of one moment, each rule looked up once. */
export type Pricing = {
  readonly currency: string
  of(person: Pick<Person, 'phone' | 'userId'>, category: PriceCategory): Price
  /** Start of validity of the newest price in use; null when none is known. */
  newest(): string | null
}

/** The category that a message with this template is charged in; without a template yet, it is taken for a promotion. */
export const categoryOf = (template: Template | null): PriceCategory => (template?.category === 'UTILITY' ? 'utility' : 'marketing')

/** Makes the prices of one moment. */
export function createPricing({ price }: Pick<BroadcastDeps, 'price'>, db: ReadHandle, at: number): Pricing {
  const { currency } = price
  const rules = new Map<string, PriceRule | undefined>()
  const ruleFor = (market: string, category: PriceCategory) => {
    const key = `${market} ${category}`
    if (!rules.has(key)) {
      const rule = price.rule(db, market, category, at)
      // Amounts of different currencies can't be added; an honest "unknown" is better than a wrong sum.
      rules.set(key, rule?.currency === currency ? rule : undefined)
    }
    return rules.get(key)
  }
  return {
    currency,
    of(person, category) {
      const market = price.marketOfPerson(person)
      const rule = ruleFor(market, category)
      return { market, micros: rule?.priceMicros ?? null, isSample: rule?.isSample ?? false }
    },
    newest: () =>
      [...rules.values()]
        .flatMap((rule) => (rule === undefined ? [] : [rule.validFrom]))
        .toSorted()
        .at(-1) ?? null,
  }
}
