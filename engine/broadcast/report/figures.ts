import { breathe } from '../../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { shopRules } from '../approval/shop-rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast } from '../queries.ts'
import { countDid } from './people.ts'
import { costOf } from './report.ts'
import { couponUse, deliveredGroups, salesOf } from './sums.ts'

/** People of one broadcast. */
type People = {
  readonly shouldGet: number
  readonly delivered: number
  readonly read: number
  readonly replied: number
  readonly optedOut: number
}

/** One broadcast in numbers; money in millionths, sales in the shop's own currency. */
export type BroadcastFigures = People & {
  readonly broadcastId: string
  readonly name: string
  readonly startedAt: number
  readonly couponsUsed: number
  readonly orders: number
  readonly salesMicros: number
  readonly costMicros: number
  readonly costCurrency: string
}

/** What the reports room asks of broadcasts. */
export type BroadcastReports = {
  /** Every broadcast that began between two times (ms; the second not included), newest first. Other work goes on meanwhile. */
  compare(span: { readonly from: number; readonly to: number }): Promise<BroadcastFigures[]>
  /** What the shop wants to spend in a month at most; null where it set nothing. */
  monthlyBudgetMicros(): number | null
}

/** Ticks and answers that come later than this after the end are too rare to count everybody anew for. */
const SETTLED_MS = 30 * 86_400_000

type Begun = { readonly broadcastId: string; readonly startedAt: number; readonly finishedAt: number | null }

/** Makes what the reports room asks. People of broadcasts that ended long ago are counted once and kept; money is always counted anew. */
export const createReports = (deps: BroadcastDeps): BroadcastReports => ({
  async compare({ from, to }) {
    const begun = deps.vault.store.read.all<Begun>(sql`
      select b.broadcast_id as broadcastId, r.started_at as startedAt, r.finished_at as finishedAt
      from broadcast b join run r on r.run_id = b.broadcast_id
      where b.approved = 1 and r.started_at >= ${from} and r.started_at < ${to} order by r.started_at desc, b.broadcast_id`)
    const found: BroadcastFigures[] = []
    for (const one of begun) {
      await breathe()
      found.push(...figuresOf(deps, one))
    }
    return found
  },
  monthlyBudgetMicros: () => shopRules(deps.vault.store.read).monthlyBudgetMicros,
})

function figuresOf(deps: BroadcastDeps, begun: Begun): BroadcastFigures[] {
  const { vault, price } = deps
  const db = vault.store.read
  const { broadcastId, startedAt } = begun
  const row = findBroadcast(db, broadcastId)
  // Discarded while others were counted.
  if (row === undefined) return []
  return [
    {
      broadcastId,
      name: row.name,
      startedAt,
      ...peopleOf(deps, begun),
      couponsUsed: couponUse(db, broadcastId, vault.shop.currency).uses,
      ...salesOf(db, broadcastId, vault.shop.currency),
      costMicros: costOf(deps, row, deliveredGroups(db, broadcastId)).totalMicros,
      costCurrency: row.currency ?? price.currency,
    },
  ]
}

function peopleOf(deps: BroadcastDeps, { broadcastId, finishedAt }: Begun): People {
  const { store } = deps.vault
  const now = deps.clock.now()
  const kept = keptPeople(store.read, broadcastId, finishedAt)
  if (kept !== null) return kept
  const counts = deps.ledger.counts(store.read, broadcastId)
  const people: People = {
    shouldGet: counts.matched,
    delivered: counts.delivered + counts.read,
    read: counts.read,
    replied: countDid(store.read, broadcastId, 'replied'),
    optedOut: countDid(store.read, broadcastId, 'optedOut'),
  }
  if (finishedAt !== null && finishedAt + SETTLED_MS <= now) store.write((db) => keepPeople(db, { broadcastId, people, at: now }))
  return people
}

/** What was counted after the broadcast had settled; null otherwise, also when people were sent to once more since. */
function keptPeople(db: ReadHandle, broadcastId: string, finishedAt: number | null): People | null {
  const row = db.get<{ figures: string; at: number }>(
    sql`select figures, counted_at as at from broadcast_figure where broadcast_id = ${broadcastId}`,
  )
  return row === undefined || finishedAt === null || row.at < finishedAt + SETTLED_MS ? null : (JSON.parse(row.figures) as People)
}

const keepPeople = (db: WriteHandle, kept: { readonly broadcastId: string; readonly people: People; readonly at: number }): void => {
  db.run(sql`
    insert into broadcast_figure (broadcast_id, counted_at, figures) values (${kept.broadcastId}, ${kept.at}, ${JSON.stringify(kept.people)})
    on conflict (broadcast_id) do update set counted_at = excluded.counted_at, figures = excluded.figures`)
}
