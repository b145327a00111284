import type { Template } from '../template/index.ts'
import type { ReadHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import type { Person } from './people.ts'

/** What one message costs if it is delivered; null where no price is known. */
export type Cost = { readonly market: string; readonly costMicros: number | null; readonly currency: string; readonly isSample: boolean }

type Asked = { readonly person: Person; readonly at: number }
type Pricing = Pick<InboxDeps, 'price'>

/** The price of a free-form reply: nothing while the month's allowance lasts, and nothing before replies were charged. */
export function replyPrice({ price }: Pricing, db: ReadHandle, { person, at }: Asked): Cost & { readonly freeLeft: number | null } {
  const market = price.marketOfPerson(person)
  const free = price.freeService(db, at)
  const freeLeft = free === null ? null : Math.max(0, free.perMonth - free.used)
  const listed = listedCost(market, price.rule(db, market, 'service', at), price.currency)
  return { ...listed, freeLeft, costMicros: freeLeft === 0 ? listed.costMicros : 0 }
}

const listedCost = (market: string, rule: ReturnType<InboxDeps['price']['rule']>, currency: string): Cost =>
  rule === undefined
    ? { market, costMicros: null, currency, isSample: false }
    : { market, costMicros: rule.priceMicros, currency: rule.currency, isSample: rule.isSample }

/** The price of a template of a category. */
export function templatePrice(
  { price }: Pricing,
  db: ReadHandle,
  { person, category, at }: Asked & { readonly category: Template['category'] },
): Cost {
  const market = price.marketOfPerson(person)
  return listedCost(market, price.rule(db, market, category === 'MARKETING' ? 'marketing' : 'utility', at), price.currency)
}
