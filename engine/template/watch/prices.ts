import type { CallOutput } from '#contract/ipc/index.ts'
import type { TemplateDeps } from '../deps.ts'

type Prices = CallOutput<'template.draft'>['prices']

/** What one message of each purpose costs today in the shop's own market. */
export function pricesOf({ vault, price, clock }: TemplateDeps): Prices {
  const market = price.marketOfPerson({ phone: null, userId: `${vault.shop.country}.0` })
  const rule = (category: 'marketing' | 'utility') => price.rule(vault.store.read, market, category, clock.now())
  const [offer, notice] = [rule('marketing'), rule('utility')]
  const currency = offer?.currency ?? notice?.currency ?? price.currency
  const micros = (one: typeof offer) => (one === undefined || one.currency !== currency ? null : one.priceMicros)
  return { market, currency, offerMicros: micros(offer), noticeMicros: micros(notice) }
}
