import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import { dropConsents, putFacts } from './apply.ts'
import { existingBySeq } from './existing.ts'
import { CLEANING, removeRows } from './remove-run.ts'
import { closeRun, findRun } from './run-queries.ts'
import { restored, type FactChanges } from './rules.ts'
import { createTurns } from './turns.ts'

/** What other rooms wrote for an import goes before its people. */
export type TakingBack = { readonly takeBack: (importId: string) => Promise<void> }

type Undone = CallOutput<'customer.undoImport'>
type Updated = { readonly place: number; readonly customerSeq: number; readonly before: string | null }

const READ_AT_ONCE = 200

/**
 * Takes an import back, a slice at a time; ended in the middle, it goes on where it was when it is asked for again. People
 * who wrote, were written to, bought, or stand in a broadcast stay, but the consent that this import claimed goes for everybody.
 * Errors: import-missing, import-undo-too-late.
 */
export async function undoImport(deps: CustomerDeps & TakingBack, importId: string, signal: AbortSignal): Promise<Result<Undone>> {
  const { store } = deps.vault
  const run = findRun(store.read, importId, deps.clock.now())
  if (run === undefined || run.state === 'dry-run') return fail('import-missing')
  if (run.undoUntil === null) return fail('import-undo-too-late')
  await deps.takeBack(importId)
  const dropped = await dropPeople(deps, importId, signal)
  const restoredCount = await restorePeople(deps, importId, signal)
  if (signal.aborted) return fail('call-cancelled')
  store.write((db) => {
    closeRun(db, importId, { state: 'undone', counts: run.counts, undoUntil: null })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
  })
  await removeRows(deps, importId)
  return ok({ ...dropped, restored: restoredCount })
}

/** Takes away the people that an import added, but those who are in use since. */
export async function dropPeople(deps: CustomerDeps, importId: string, signal?: AbortSignal): Promise<{ removed: number; stayed: number }> {
  const dropped = { removed: 0, stayed: 0 }
  await inSlices<{ readonly place: number }>(deps, {
    next: (db, after) => addedPeople(db, importId, after),
    work(db, { place }) {
      dropped[takeAway(db, importId, place)] += 1
    },
    signal,
  })
  return dropped
}

/** Gives back what an import changed of people who were there. */
export async function restorePeople(deps: CustomerDeps, importId: string, signal?: AbortSignal): Promise<number> {
  let count = 0
  await inSlices<Updated>(deps, {
    next: (db, after) => updatedPeople(db, importId, after),
    work(db, updated) {
      restoreFacts(db, importId, updated)
      count += 1
    },
    signal,
  })
  return count
}

type Sliced<T> = {
  readonly next: (db: ReadHandle, after: number) => readonly T[]
  readonly work: (db: WriteHandle, one: T) => void
  readonly signal: AbortSignal | undefined
}

/** Works through a list that is asked for piece by piece, with a turn for everybody else after each. */
async function inSlices<T extends { readonly place: number }>(deps: CustomerDeps, { next, work, signal }: Sliced<T>): Promise<void> {
  const turns = createTurns({ store: deps.vault.store, clock: deps.clock })
  const isEnded = (): boolean => signal?.aborted === true
  let after = 0
  for (let isMore = true; isMore && !isEnded();) {
    const list = next(deps.vault.store.read, after)
    isMore = list.length === READ_AT_ONCE
    for (let at = 0; at < list.length && !isEnded();)
      at += await turns.take((db, isEnough) => {
        db.forgetSoon()
        let done = 0
        for (const one of list.slice(at)) {
          work(db, one)
          done += 1
          if (isEnough()) break
        }
        return done
      }, CLEANING)
    after = list.at(-1)?.place ?? after
  }
}

const addedPeople = (db: ReadHandle, importId: string, after: number): { place: number }[] =>
  db.all(sql`select seq as place from customer where import_id = ${importId} and seq > ${after} order by seq limit ${READ_AT_ONCE}`)

const updatedPeople = (db: ReadHandle, importId: string, after: number): Updated[] =>
  db.all(sql`
    select row as place, customer_seq as customerSeq, before from import_row
    where import_id = ${importId} and row > ${after} and verdict = 'update' and customer_seq is not null order by row limit ${READ_AT_ONCE}`)

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
