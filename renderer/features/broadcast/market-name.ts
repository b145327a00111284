import { countryName, isMessageId, type Words } from '../../i18n/index.ts'
import { isCountry } from './cost-rows.ts'

/** The name of a market: a country, or one of Meta's groups of countries. */
export function marketName(market: string, words: Pick<Words, 't' | 'locale'>): string {
  if (isCountry(market)) return countryName(market, words.locale)
  const id = `broadcast.market.${market}`
  return isMessageId(id) ? words.t(id) : market
}
