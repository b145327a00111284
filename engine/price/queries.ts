import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { PriceRule } from './rules.ts'

type OwnRow = Pick<PriceRule, 'market' | 'category' | 'validFrom' | 'currency' | 'priceMicros' | 'source'>

/** The shop's own prices. */
export const ownRules = (db: ReadHandle): PriceRule[] =>
  db
    .all<OwnRow>(sql`
      select market, category, valid_from as validFrom, currency, price_micros as priceMicros, source
      from price_rule where is_own = 1 order by market, category, valid_from`)
    .map((row) => ({ ...row, isSample: false, isOwn: true, importedAt: null }))

type ImportedRow = OwnRow & { readonly importedAt: NonNullable<PriceRule['importedAt']> }

/** Prices that came with Meta's rate files. */
export const importedRules = (db: ReadHandle): PriceRule[] =>
  db
    .all<ImportedRow>(sql`
      select market, category, valid_from as validFrom, currency, price_micros as priceMicros, source, imported_at as importedAt
      from price_rule where is_own = 0 order by market, category, valid_from`)
    .map((row) => ({ ...row, isSample: false, isOwn: false }))

/** Keeps the prices of a rate file; the same market, category and day of an earlier file is replaced. */
export function saveImportedRules(db: WriteHandle, rules: readonly PriceRule[]): void {
  for (const rule of rules)
    db.run(sql`
      insert into price_rule (market, category, valid_from, currency, price_micros, source, is_sample, is_own, imported_at)
      values (${rule.market}, ${rule.category}, ${rule.validFrom}, ${rule.currency}, ${rule.priceMicros}, ${rule.source}, 0, 0, ${rule.importedAt})
      on conflict (market, category, valid_from, is_own) do update set
        currency = excluded.currency, price_micros = excluded.price_micros, source = excluded.source, imported_at = excluded.imported_at`)
}

/** Keeps an own price; the same market, category and day is replaced. */
export const saveOwnRule = (db: WriteHandle, rule: PriceRule) =>
  db.run(sql`
    insert into price_rule (market, category, valid_from, currency, price_micros, source, is_sample, is_own)
    values (${rule.market}, ${rule.category}, ${rule.validFrom}, ${rule.currency}, ${rule.priceMicros}, ${rule.source}, 0, 1)
    on conflict (market, category, valid_from, is_own) do update set
      currency = excluded.currency, price_micros = excluded.price_micros, source = excluded.source`)

/** Meta tries to deliver a message for thirty days; whatever was accepted before that can't be delivered any more. */
const LONGEST_DELIVERY_MS = 30 * 86_400_000

/** Free-form messages delivered since a moment: what Meta counts against the monthly allowance. */
export const serviceDelivered = (db: ReadHandle, since: number): number =>
  db.get<{ count: number }>(sql`
    select count(*) as count from send
    where accepted_at >= ${since - LONGEST_DELIVERY_MS} and delivered_at >= ${since} and template_name is null`)?.count ?? 0
