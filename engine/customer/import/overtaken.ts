import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

/** Whether anybody was erased since then, ms. */
export const erasedSince = (db: ReadHandle, since: number): boolean =>
  db.get(sql`select 1 from suppression where at >= ${since} limit 1`) !== undefined

/** Leaves of a row whose person was erased since it was judged only its place, and says why. */
export function hideRow(db: WriteHandle, importId: string, row: number): void {
  db.run(sql`
    update import_row set verdict = 'suppressed', reason = 'erased-before', phone_as_written = '', phone = null, facts = '{"name":""}', customer_seq = null
    where import_id = ${importId} and row = ${row}`)
}
