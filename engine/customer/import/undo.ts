import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type WriteHandle } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import { dropConsents, putFacts } from './apply.ts'
import { existingBySeq } from './existing.ts'
import { removeRows } from './run-import.ts'
import { closeRun, findRun } from './run-queries.ts'
import { restored, type FactChanges } from './rules.ts'

type Undone = CallOutput<'customer.undoImport'>
type Updated = { readonly place: number; readonly customerSeq: number; readonly before: string | null }

const SLICE = 200

/**
 * Takes an import back, a slice at a time; ended in the middle, it goes on where it was when it is asked for again. People
 * who wrote, were written to, bought, or stand in a broadcast stay, but the consent that this import claimed goes for everybody.
 * Errors: import-missing, import-undo-too-late.
 */
export async function undoImport(deps: CustomerDeps, importId: string): Promise<Result<Undone>> {
  const { store } = deps.vault
  const run = findRun(store.read, importId, deps.clock.now())
  if (run === undefined || run.state === 'dry-run') return fail('import-missing')
  if (run.undoUntil === null) return fail('import-undo-too-late')
  const undone = { removed: 0, restored: 0, stayed: 0 }
  await inSlices(
    (after) => addedPeople(deps, importId, after),
    (slice) =>
      store.write((db) => {
        db.forgetSoon()
        for (const { place } of slice) undone[takeAway(db, importId, place)] += 1
      }),
  )
  await inSlices(
    (after) => updatedPeople(deps, importId, after),
    (slice) =>
      store.write((db) => {
        db.forgetSoon()
        for (const updated of slice) restoreFacts(db, importId, updated)
        undone.restored += slice.length
      }),
  )
  store.write((db) => {
    closeRun(db, importId, { state: 'undone', counts: run.counts, undoUntil: null })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
  })
  await removeRows(deps, importId)
  return ok(undone)
}

/** Works through a list that is asked for piece by piece, with a turn for everybody else after each. */
async function inSlices<T extends { readonly place: number }>(
  next: (after: number) => readonly T[],
  work: (slice: readonly T[]) => void,
): Promise<void> {
  for (let slice = next(0); slice.length > 0; slice = next(slice.at(-1)?.place ?? 0)) {
    work(slice)
    await nextTurn()
  }
}

const addedPeople = (deps: CustomerDeps, importId: string, after: number): { place: number }[] =>
  deps.vault.store.read.all(
    sql`select seq as place from customer where import_id = ${importId} and seq > ${after} order by seq limit ${SLICE}`,
  )

const updatedPeople = (deps: CustomerDeps, importId: string, after: number): Updated[] =>
  deps.vault.store.read.all(sql`
    select row as place, customer_seq as customerSeq, before from import_row
    where import_id = ${importId} and row > ${after} and verdict = 'update' and customer_seq is not null order by row limit ${SLICE}`)

function takeAway(db: WriteHandle, importId: string, customerSeq: number): 'removed' | 'stayed' {
  if (isInUse(db, customerSeq)) {
    dropConsents(db, customerSeq, importId)
    return 'stayed'
  }
  db.run(sql`delete from customer where seq = ${customerSeq}`)
  return 'removed'
}

/** Whether removing this person would tear a hole: messages either way, an order, or a place in a run that is not merely skipped. */
function isInUse(db: WriteHandle, customerSeq: number): boolean {
  return (
    db.get(sql`
      select 1 from customer c where c.seq = ${customerSeq} and (
        c.last_message_at is not null or c.last_inbound_at is not null
        or exists (select 1 from message where customer_seq = c.seq)
        or exists (select 1 from customer_order where customer_seq = c.seq)
        or exists (select 1 from send where customer_seq = c.seq and state <> 'skipped'))`) !== undefined
  )
}

function restoreFacts(db: WriteHandle, importId: string, updated: Updated): void {
  const current = existingBySeq(db, updated.customerSeq)
  if (current === undefined) return
  if (updated.before !== null) putFacts(db, updated.customerSeq, restored(current, JSON.parse(updated.before) as FactChanges))
  // Restored once: a second try must not take back what somebody wrote since.
  db.run(sql`update import_row set before = null where import_id = ${importId} and row = ${updated.place}`)
  dropConsents(db, updated.customerSeq, importId)
}
