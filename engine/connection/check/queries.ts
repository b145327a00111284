import { Check, CheckName } from '#contract/ipc/connection-shapes.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type CheckResult = CallOutput<'connection.checks'>['checks'][number]

/** The checks as they last ended, in the order of the screen. */
export function readChecks(db: ReadHandle): CheckResult[] {
  const rows = db.all<{ name: string; state: string; code: string | null; params: string; checkedAt: number }>(
    sql`select name, state, code, params, checked_at as checkedAt from connection_check`,
  )
  return CheckName.options.flatMap((name) => {
    const row = rows.find((one) => one.name === name)
    return row === undefined ? [] : [Check.parse({ ...row, params: JSON.parse(row.params) })]
  })
}

export function saveChecks(db: WriteHandle, connectionId: string, checks: readonly CheckResult[]): void {
  for (const { name, state, code, params, checkedAt } of checks)
    db.run(sql`
      insert into connection_check (name, connection_id, state, code, params, checked_at)
      select ${name}, connection_id, ${state}, ${code}, ${JSON.stringify(params)}, ${checkedAt} from connection where connection_id = ${connectionId}
      on conflict (name) do update set connection_id = excluded.connection_id, state = excluded.state, code = excluded.code,
        params = excluded.params, checked_at = excluded.checked_at`)
}
