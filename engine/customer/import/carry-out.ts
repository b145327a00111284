import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql, type ReadHandle, type Store } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import { writeUpdates } from './apply.ts'
import { createNumbersSeen, type NumbersSeen } from './numbers-seen.ts'
import type { Plan, Unfinished } from './plan.ts'
import { closeRun } from './run-queries.ts'
import { countVerdicts, UNDO_MS, type Verdict } from './rules.ts'
import { createTurns } from './turns.ts'
import { writePeople } from './write-people.ts'

type CarryingOut = {
  readonly plan: Plan
  readonly seen: NumbersSeen
  /** Leaves the rest for another time: a start of the engine, or taking back. */
  readonly signal: AbortSignal
  readonly onProgress: (rowsDone: number, rowsTotal: number) => void
}

/** Writes all rows of a decided import and closes it; answers whether it came to its end. */
export async function carryOut(deps: CustomerDeps, { plan, seen, signal, onProgress }: CarryingOut): Promise<boolean> {
  const { store } = deps.vault
  const turns = createTurns({ store, clock: deps.clock })
  await writePeople({ deps, plan, seen, turns, signal, onProgress })
  await writeUpdates(plan, turns, signal)
  if (signal.aborted) return false
  const counts = await countRun(store, plan.importId, null)
  store.write((db) => {
    closeRun(db, plan.importId, { state: 'done', counts, undoUntil: deps.clock.now() + UNDO_MS })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
  })
  return true
}

/** The numbers of new people that an import had not written when the engine ended. */
export async function stillWaiting(store: Store, { importId, writtenTo }: Unfinished): Promise<NumbersSeen> {
  const seen = createNumbersSeen()
  for (let after = 0; ;) {
    const rows = store.read.all<{ row: number; key: string }>(sql`
      select row, coalesce(facts ->> '$.key', phone) as key from import_row
      where import_id = ${importId} and row > ${after} and verdict = 'new' and phone is not null order by row limit ${SCANNED_AT_ONCE}`)
    for (const { row, key } of rows) if (Number(key) > writtenTo) seen.add(Number(key), row)
    const last = rows.at(-1)
    if (last === undefined) return seen
    after = last.row
    await nextTurn()
  }
}

const SCANNED_AT_ONCE = 5_000

type Counted = { readonly verdict: Verdict; readonly count: number; readonly noConsent: number }

/**
 * Counts the rows of a run by verdict, a part at a time.
 * @param noConsent of new and updated people who may not get offers; null counts those who were written
 */
export async function countRun(store: Store, importId: string, noConsent: number | null): Promise<ReturnType<typeof countVerdicts>> {
  const sums = new Map<Verdict, number>()
  let without = 0
  const last = store.read.get<{ row: number | null }>(sql`select max(row) as row from import_row where import_id = ${importId}`)?.row ?? 0
  for (let after = 0; after < last; after += SCANNED_AT_ONCE) {
    for (const part of countPart(store.read, importId, after)) {
      sums.set(part.verdict, (sums.get(part.verdict) ?? 0) + part.count)
      without += part.noConsent
    }
    await nextTurn()
  }
  const added = noConsent === null ? newWithoutConsent(store.read, importId) + without : noConsent
  return countVerdicts(
    [...sums].map(([verdict, count]) => ({ verdict, count })),
    added,
  )
}

const countPart = (db: ReadHandle, importId: string, after: number): Counted[] =>
  db.all(sql`
    select r.verdict, count(*) as count, sum(r.verdict = 'update' and coalesce(c.offers, 'yes') <> 'yes') as noConsent
    from import_row r left join customer c on c.seq = r.customer_seq
    where r.import_id = ${importId} and r.row > ${after} and r.row <= ${after + SCANNED_AT_ONCE} group by r.verdict`)

/** From the count that is kept with each change of a customer. */
const newWithoutConsent = (db: ReadHandle, importId: string): number =>
  db.get<{ count: number }>(
    sql`select coalesce(sum(rows), 0) as count from customer_count where import_id = ${importId} and offers <> 'yes'`,
  )?.count ?? 0
