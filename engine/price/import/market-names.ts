import { allMarkets, OTHER_MARKET } from '../markets.ts'

/** What rate files call the groups, and countries whose usual name is another than the system's. */
const ALIASES: Readonly<Record<string, string>> = {
  'north america': 'north-america',
  'united states and canada': 'north-america',
  'rest of africa': 'rest-of-africa',
  'rest of asia pacific': 'rest-of-asia-pacific',
  'rest of apac': 'rest-of-asia-pacific',
  'asia pacific': 'rest-of-asia-pacific',
  'rest of central and eastern europe': 'rest-of-central-and-eastern-europe',
  'rest of central eastern europe': 'rest-of-central-and-eastern-europe',
  'rest of cee': 'rest-of-central-and-eastern-europe',
  'rest of latin america': 'rest-of-latin-america',
  'rest of latam': 'rest-of-latin-america',
  'rest of middle east': 'rest-of-middle-east',
  'rest of western europe': 'rest-of-western-europe',
  other: OTHER_MARKET,
  others: OTHER_MARKET,
  'all other countries': OTHER_MARKET,
  'rest of world': OTHER_MARKET,
  uae: 'AE',
  uk: 'GB',
  'great britain': 'GB',
  turkey: 'TR',
  'hong kong': 'HK',
  'kingdom of saudi arabia': 'SA',
  ksa: 'SA',
  'russian federation': 'RU',
}

/** Languages in which a shop may have saved the file. */
const LANGUAGES = ['en', 'zh-TW', 'zh-CN', 'pt', 'es', 'id'] as const

/** Folds case, accents and signs: "Rest of Central & Eastern Europe" is "rest of central and eastern europe". */
export const foldName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Finds the market of a name in a rate file; undefined for one that Shopbell does not know. */
export function createMarketFinder(): (name: string) => string | undefined {
  const byName = new Map(Object.entries(ALIASES))
  for (const market of allMarkets) {
    byName.set(foldName(market), market)
    if (market.length !== 2) continue
    for (const language of LANGUAGES) {
      const name = new Intl.DisplayNames([language], { type: 'region' }).of(market)
      if (name !== undefined) byName.set(foldName(name), market)
    }
  }
  return (name) => byName.get(foldName(name))
}
