import { sql, type WriteHandle } from '../store/index.ts'

/** Moves what is kept about one record to another, when both turn out to be one person. */
export function moveAutomations(db: WriteHandle, { from, to }: { readonly from: number; readonly to: number }): void {
  for (const table of [sql`automation_use`, sql`automation_said`, sql`automation_doubt`, sql`automation_survey`, sql`automation_unread`])
    db.run(sql`update ${table} set customer_seq = ${to} where customer_seq = ${from}`)
  // The same step of the same thing may be planned for both already.
  db.run(sql`update or ignore automation_plan set customer_seq = ${to} where customer_seq = ${from}`)
  db.run(sql`update or ignore automation_chat set customer_seq = ${to} where customer_seq = ${from}`)
}
