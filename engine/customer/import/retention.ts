import type { RetentionSource } from '../../privacy/index.ts'
import { sql, type Sql } from '../../store/index.ts'

const isOld = (before: number): Sql => sql`
  r.verdict = 'refused' and r.facts <> '{}' and r.import_id in (select import_id from import_run where started_at < ${before} and state <> 'running')`

/** What refused rows of old imports say about people; place, verdict and reason stay. They are tied to nobody, so no hold keeps them. */
export const refusedRowsByAge: RetentionSource = {
  kind: 'refused-rows',
  count: (db, before) => ({
    count: db.get<{ count: number }>(sql`select count(*) as count from import_row r where ${isOld(before)}`)?.count ?? 0,
    held: 0,
  }),
  remove: (db, before, limit) =>
    db.run(sql`
      update import_row set facts = '{}', before = null, phone = null, phone_as_written = ''
      where (import_id, row) in (select r.import_id, r.row from import_row r where ${isOld(before)} limit ${limit})`).changes,
}
