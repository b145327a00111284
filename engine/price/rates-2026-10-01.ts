import { SERVICE_FROM, type PriceCategory, type PriceRule } from './rules.ts'

const OCTOBER = '2026-10-01'
const SAMPLE = 'Sample figure for trying out; not read from Meta.'

type Row = {
  readonly market: string
  readonly marketing: number | null
  readonly utility: number | null
  readonly from: string
  readonly currency: string
  readonly source: string
  readonly isSample: boolean
}

/** Figures in dirham of the provider's list of 1 October 2026, in micros of US dollars by the peg of 3.6725 (our conversion). */
const list = (market: string, [marketing, utility]: readonly [number, number], dirham: string): Row => ({
  market,
  marketing,
  utility,
  from: OCTOBER,
  currency: 'USD',
  source: `Provider's rate list of 1 October 2026 in dirham (${dirham}), converted at 3.6725`,
  isSample: false,
})

const sample = (market: string, marketing: number, utility: number): Row => ({
  market,
  marketing,
  utility,
  from: OCTOBER,
  currency: 'USD',
  source: SAMPLE,
  isSample: true,
})

/**
 * Prices per delivered message as far as they were found, in millionths. No interface of Meta returns the rate card, so
 * the shop can set its own; a market without a row has no known price, and the screens say so.
 * @source reference part 11, dated sample rates; UX 3.3 for the rows marked as samples
 */
const rows: readonly Row[] = [
  list('AR', [61_784, 26_004], 'marketing 0.2269, utility 0.0955'),
  list('BR', [62_491, 6_807], 'marketing 0.2295, utility 0.0250'),
  list('CL', [88_877, 19_986], 'marketing 0.3264, utility 0.0734'),
  list('CO', [12_498, 790], 'marketing 0.0459, utility 0.0029'),
  list('EG', [64_370, 3_594], 'marketing 0.2364, utility 0.0132'),
  list('BD', [73_193, 3_703], 'marketing 0.2688, utility 0.0136'),
  {
    market: 'NL',
    marketing: 159_700,
    utility: null,
    from: '2026-04-01',
    currency: 'USD',
    source: 'A blog, state of 1 April 2026',
    isSample: true,
  },
  {
    market: 'IN',
    marketing: 863_100,
    utility: 115_000,
    from: '2026-01-01',
    currency: 'INR',
    source: 'A reseller, state of 1 January 2026',
    isSample: true,
  },
  {
    market: 'north-america',
    marketing: 25_000,
    utility: 3_400,
    from: '2026-09-20',
    currency: 'USD',
    source: 'A provider page read on 20 September 2026 under another label',
    isSample: true,
  },
  sample('rest-of-asia-pacific', 73_200, 9_400),
  sample('MY', 86_000, 14_000),
  sample('ID', 41_100, 20_000),
]

/** The rules that come with this version. */
export const shippedRules: readonly PriceRule[] = rows.flatMap((row) => {
  const rule = (category: PriceCategory, priceMicros: number | null, validFrom: string): PriceRule[] =>
    priceMicros === null
      ? []
      : [
          {
            market: row.market,
            category,
            currency: row.currency,
            priceMicros,
            validFrom,
            source: row.source,
            isSample: row.isSample,
            isOwn: false,
            importedAt: null,
          },
        ]
  const serviceFrom = row.from > SERVICE_FROM ? row.from : SERVICE_FROM
  return [
    ...rule('marketing', row.marketing, row.from),
    ...rule('utility', row.utility, row.from),
    ...rule('service', row.utility, serviceFrom),
  ]
})
