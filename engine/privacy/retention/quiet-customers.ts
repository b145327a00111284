import { sql, type ReadHandle, type Sql } from '../../store/index.ts'

/** Nobody who wrote, was written to, bought, agreed or was added since. */
const isQuiet = (before: number): Sql => sql`
  c.created_at < ${before} and coalesce(c.last_message_at, 0) < ${before}
  and not (c.offers = 'yes' and coalesce(c.offers_at, 0) >= ${before})
  and not exists (select 1 from customer_order o where o.customer_seq = c.seq and o.at >= ${before})`

/** How many customers were quiet so long: those who go, and those whom a hold keeps. */
export const countQuiet = (db: ReadHandle, before: number): { count: number; held: number } =>
  db.get(sql`
    select coalesce(sum(c.held_why is null), 0) as count, coalesce(sum(c.held_why is not null), 0) as held from customer c where ${isQuiet(before)}`) ?? {
    count: 0,
    held: 0,
  }

export const quietCustomers = (db: ReadHandle, before: number, limit: number): string[] =>
  db
    .all<{ customerId: string }>(
      sql`select c.customer_id as customerId from customer c where c.held_why is null and ${isQuiet(before)} order by c.seq limit ${limit}`,
    )
    .map(({ customerId }) => customerId)
