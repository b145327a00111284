import { comesRound } from '../../group/index.ts'
import { sql, type Sql } from '../../store/index.ts'
import type { Content } from '../message/rules.ts'

type SeriesTime = NonNullable<Content['audience']['seriesTime']>

/**
 * Whom one time of a series asks, as conditions on `customer c`: whose day of the year it is, and who did nothing of what
 * leaves them out since they last got a message of the series.
 */
export function narrowedTo({ seriesId, date, skipIf }: SeriesTime): Sql[] {
  const lastGot = sql`(
    select max(s.accepted_at) from send s join broadcast b on b.broadcast_id = s.run_id
    where s.customer_seq = c.seq and b.series_id = ${seriesId})`
  const conditions: Sql[] = []
  if (date !== null) conditions.push(dayIs(date))
  if (skipIf.ordered) conditions.push(sql`not exists (select 1 from customer_order o where o.customer_seq = c.seq and o.at >= ${lastGot})`)
  if (skipIf.replied)
    conditions.push(
      // Meta stamps whole seconds.
      sql`not exists (select 1 from message m where m.customer_seq = c.seq and m.direction = 'in' and m.at >= ${lastGot} / 1000 * 1000)`,
    )
  return conditions
}

function dayIs({ name, on }: NonNullable<SeriesTime['date']>): Sql {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  return sql`c.seq in (select f.customer_seq from customer_date f where f.date = ${name} and ${comesRound([{ year, month, day }])})`
}
