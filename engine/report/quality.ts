import type { Clock } from '../kernel/index.ts'
import { sql, type ReadHandle, type Store, type WriteHandle } from '../store/index.ts'
import type { Times } from './span.ts'

export type QualityReading = { readonly at: number; readonly rating: string }

/** What Meta thought of the number during a span: the rating that held when it began, then each change. */
export const qualityDuring = (db: ReadHandle, { from, to }: Times): QualityReading[] =>
  db.all(sql`
    select at, rating from quality_reading
    where at < ${to} and seq >= coalesce((select max(seq) from quality_reading where at <= ${from}), 0) order by seq`)

/** Keeps a rating when it differs from the one before; what Meta did not tell is no rating. */
export function keepQuality({ store, clock }: { readonly store: Store; readonly clock: Clock }, rating: string): void {
  if (rating === 'UNKNOWN' || lastRating(store.read) === rating) return
  store.write((db: WriteHandle) => db.run(sql`insert into quality_reading (at, rating) values (${clock.now()}, ${rating})`))
}

const lastRating = (db: ReadHandle): string | undefined =>
  db.get<{ rating: string }>(sql`select rating from quality_reading order by seq desc limit 1`)?.rating
