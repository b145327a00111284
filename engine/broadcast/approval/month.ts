import { monthStart } from '../../price/index.ts'
import { sql, type ReadHandle } from '../../store/index.ts'

/** A calendar month in the shop's zone, from its beginning to that of the next, ms. */
export type Month = { readonly from: number; readonly to: number }

const LONGER_THAN_ANY_MONTH_MS = 32 * 86_400_000

/** The month of a moment. */
export function monthOf(timeZone: string, at: number): Month {
  const from = monthStart(timeZone, at)
  return { from, to: monthStart(timeZone, from + LONGER_THAN_ANY_MONTH_MS) }
}

type Run = {
  readonly runId: string
  readonly state: 'ready' | 'running' | 'paused' | 'stopped' | 'finished'
  readonly startedAt: number | null
  readonly plannedAt: number | null
}

/** What costs nothing: not yet, not at all, or refused by Meta. */
const FREE = sql`('planned', 'skipped', 'rejected', 'failed')`

/**
 * What broadcasts take of a month's budget: everything handed over within it at its frozen price, and everybody who still
 * waits in a run that is not stopped and begins in it. Runs in another currency can't be added and are left out.
 */
export function spentIn(db: ReadHandle, month: Month, facts: { readonly currency: string; readonly now: number }): number {
  const runs = db.all<Run>(sql`
    select r.run_id as runId, r.state, r.started_at as startedAt, coalesce(b.planned_at, b.content ->> '$.time.at') as plannedAt
    from broadcast b join run r on r.run_id = b.broadcast_id
    where b.approved = 1 and b.currency = ${facts.currency} and (r.finished_at is null or r.finished_at >= ${month.from})`)
  return runs.reduce((sum, run) => sum + spentBy(db, run, month) + waitingIn(db, run, { month, now: facts.now }), 0)
}

function spentBy(db: ReadHandle, { runId, startedAt }: Run, month: Month): number {
  if (startedAt === null || startedAt >= month.to) return 0
  // Within the month, the index alone has the answer; a run over its edge is told apart message by message.
  const when =
    startedAt >= month.from
      ? sql`1 = 1`
      : sql`coalesce(accepted_at, changed_at) >= ${month.from} and coalesce(accepted_at, changed_at) < ${month.to}`
  return sumOf(db, sql`select sum(price_micros) as sum from send where run_id = ${runId} and state not in ${FREE} and ${when}`)
}

function waitingIn(
  db: ReadHandle,
  { runId, state, startedAt, plannedAt }: Run,
  { month, now }: { readonly month: Month; readonly now: number },
): number {
  if (state !== 'ready' && state !== 'running' && state !== 'paused') return 0
  const begins = startedAt === null ? Math.max(plannedAt ?? now, now) : now
  if (begins < month.from || begins >= month.to) return 0
  return sumOf(db, sql`select sum(price_micros) as sum from send where run_id = ${runId} and state = 'planned'`)
}

const sumOf = (db: ReadHandle, query: ReturnType<typeof sql>): number => db.get<{ sum: number | null }>(query)?.sum ?? 0
