import type { ImportConsent } from '#contract/ipc/customer-import.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Consent = z.infer<typeof ImportConsent>

/** What holds for all people of one import. `now` in ms: when its rows began to be judged. */
export type Plan = { readonly importId: string; readonly now: number; readonly consent: Consent; readonly by: string }

/** An import that was decided and is not at its end. */
export type Unfinished = Plan & { readonly writtenTo: number; readonly isTakenBack: boolean }

/** From here on the import is one that happens: after a crash the next start carries it out. */
export function decide(db: WriteHandle, { importId, now, consent }: Plan): void {
  db.run(sql`update import_run set plan = ${JSON.stringify({ now, consent })} where import_id = ${importId}`)
}

/** Notes up to which number new people are written, in the transaction that wrote them. */
export function noteWritten(db: WriteHandle, importId: string, key: number): void {
  db.run(sql`update import_run set written_to = ${key} where import_id = ${importId}`)
}

/** From here on what was written of the import goes again, also after a crash; answers whether it had been decided at all. */
export const decideBack = (db: WriteHandle, importId: string): boolean =>
  db.run(sql`update import_run set is_taken_back = 1 where import_id = ${importId} and plan is not null`).changes > 0

/** Imports that were decided and are not at their end, oldest first. */
export function unfinishedRuns(db: ReadHandle): Unfinished[] {
  const stored = db.all<{ importId: string; by: string; plan: string; writtenTo: number; isTakenBack: 0 | 1 }>(sql`
    select import_id as importId, by_whom as by, plan, written_to as writtenTo, is_taken_back as isTakenBack
    from import_run where plan is not null order by started_at`)
  return stored.map(({ plan, isTakenBack, ...run }) => ({
    ...run,
    ...(JSON.parse(plan) as Pick<Plan, 'now' | 'consent'>),
    isTakenBack: isTakenBack === 1,
  }))
}
