import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type WriteHandle } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import { dropConsents, putFacts } from './apply.ts'
import { existingBySeq } from './existing.ts'
import { removeRows } from './run-import.ts'
import { closeRun, findRun } from './run-queries.ts'
import { restored, type FactChanges, type Verdict } from './rules.ts'

type Undone = CallOutput<'customer.undoImport'>
type Outcome = keyof Undone
type Touched = { readonly row: number; readonly verdict: Verdict; readonly customerSeq: number; readonly before: string | null }

const SLICE = 200

/**
 * Takes an import back, a slice at a time; ended in the middle, it goes on where it was when it is asked for again. People
 * who wrote, were written to, or stand in a broadcast stay, but the consent that this import claimed goes for everybody.
 * Errors: import-missing, import-undo-too-late.
 */
export async function undoImport(deps: CustomerDeps, importId: string): Promise<Result<Undone>> {
  const { store } = deps.vault
  const run = findRun(store.read, importId, deps.clock.now())
  if (run === undefined || run.state === 'dry-run') return fail('import-missing')
  if (run.undoUntil === null) return fail('import-undo-too-late')
  const undone = { removed: 0, restored: 0, stayed: 0 }
  for (let after = 0; ; ) {
    const slice = touchedRows(deps, importId, after)
    const last = slice.at(-1)
    if (last === undefined) break
    store.write((db) => {
      db.forgetSoon()
      for (const touched of slice) undone[undoRow(db, importId, touched)] += 1
    })
    after = last.row
    await nextTurn()
  }
  store.write((db) => {
    closeRun(db, importId, { state: 'undone', counts: run.counts, undoUntil: null })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
  })
  await removeRows(deps, importId)
  return ok(undone)
}

const touchedRows = (deps: CustomerDeps, importId: string, after: number): Touched[] =>
  deps.vault.store.read.all(sql`
    select row, verdict, customer_seq as customerSeq, before from import_row
    where import_id = ${importId} and row > ${after} and verdict in ('new', 'update') and customer_seq is not null order by row limit ${SLICE}`)

function undoRow(db: WriteHandle, importId: string, touched: Touched): Outcome {
  if (touched.verdict === 'update') {
    restoreFacts(db, importId, touched)
    return 'restored'
  }
  if (isInUse(db, touched.customerSeq)) {
    dropConsents(db, touched.customerSeq, importId)
    return 'stayed'
  }
  db.run(sql`delete from customer where seq = ${touched.customerSeq}`)
  return 'removed'
}

/** Whether removing this person would tear a hole: messages either way, or a place in a run that is not merely skipped. */
function isInUse(db: WriteHandle, customerSeq: number): boolean {
  return (
    db.get(sql`
      select 1 from customer c where c.seq = ${customerSeq} and (
        c.last_message_at is not null or c.last_inbound_at is not null
        or exists (select 1 from message where customer_seq = c.seq)
        or exists (select 1 from send where customer_seq = c.seq and state <> 'skipped'))`) !== undefined
  )
}

function restoreFacts(db: WriteHandle, importId: string, touched: Touched): void {
  const current = existingBySeq(db, touched.customerSeq)
  if (current === undefined) return
  if (touched.before !== null) putFacts(db, touched.customerSeq, restored(current, JSON.parse(touched.before) as FactChanges))
  // Restored once: a second try must not take back what somebody wrote since.
  db.run(sql`update import_row set before = null where import_id = ${importId} and row = ${touched.row}`)
  dropConsents(db, touched.customerSeq, importId)
}
