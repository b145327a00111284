import { countryName } from './format.ts'
import { isMessageId } from './messages.ts'
import type { Words } from './words.ts'

/** The name of one of Meta's markets: a country by its two letters, or a group of countries. */
export function marketName(market: string, { t, locale }: Pick<Words, 't' | 'locale'>): string {
  const id = `ui.market.${market}`
  if (isMessageId(id)) return t(id)
  return /^[A-Z]{2}$/u.test(market) ? countryName(market, locale) : market
}
