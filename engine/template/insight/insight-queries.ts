import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { DaySum } from './sums.ts'

type Row = Omit<DaySum, 'clicked'> & { readonly clicked: string; readonly readAt: number }

/** Days as last read, oldest first, with the time of the reading. */
export function keptDays(db: ReadHandle, templateId: string, since: string): { readonly days: DaySum[]; readonly readAt: number | null } {
  const rows = db.all<Row>(sql`
    select day, sent, delivered, read, clicked, spent_micros as spentMicros, read_at as readAt from template_insight
    where template_id = ${templateId} and day >= ${since} order by day`)
  return {
    days: rows.map(({ day, sent, delivered, read, spentMicros, clicked }) => ({
      day,
      sent,
      delivered,
      read,
      spentMicros,
      clicked: JSON.parse(clicked) as DaySum['clicked'],
    })),
    readAt: rows.length === 0 ? null : Math.max(...rows.map(({ readAt }) => readAt)),
  }
}

export function keepDays(
  db: WriteHandle,
  templateId: string,
  { days, at }: { readonly days: readonly DaySum[]; readonly at: number },
): void {
  for (const day of days) {
    db.run(sql`
      insert into template_insight (template_id, day, sent, delivered, read, clicked, spent_micros, read_at)
      values (${templateId}, ${day.day}, ${day.sent}, ${day.delivered}, ${day.read}, ${JSON.stringify(day.clicked)}, ${day.spentMicros}, ${at})
      on conflict (template_id, day) do update set sent = excluded.sent, delivered = excluded.delivered, read = excluded.read,
        clicked = excluded.clicked, spent_micros = excluded.spent_micros, read_at = excluded.read_at`)
  }
}

/** Whether Meta was asked to count; null when nobody knows. */
export const countingAsked = (db: ReadHandle): boolean =>
  db.get(sql`select 1 from setting where name = 'template.insights-on'`) !== undefined

export const noteCounting = (db: WriteHandle, at: number) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values ('template.insights-on', '1', ${at})
    on conflict (name) do nothing`)

export const noteNotCounting = (db: WriteHandle) => db.run(sql`delete from setting where name = 'template.insights-on'`)
