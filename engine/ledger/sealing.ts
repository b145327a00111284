import { assert } from '#contract/kernel/assert.ts'
import { sql } from '../store/index.ts'
import type { Tx } from './context.ts'
import type { NewRun, NewSend } from './face.ts'
import { countSends, findRun, insertRun } from './queries.ts'
import { addSend, isUnsealed, NOT_SEALED } from './runs.ts'

/** Writes a run that has no messages yet and can't be started. */
export function beginSealing({ context, db }: Tx, run: Omit<NewRun, 'sealHash'>): void {
  assert(run.owner === 'broadcast', 'runs of replies and tests are written at once')
  insertRun(db, { ...run, sealHash: NOT_SEALED }, context.deps.clock.now())
}

/** Writes some of its messages. */
export function addSealing(tx: Tx, runId: string, sends: Iterable<NewSend>): void {
  for (const send of sends) addSend(tx, runId, send)
}

/** Makes it a run like any other, once everybody is there. */
export function finishSealing({ db }: Tx, done: { readonly runId: string; readonly sealHash: string; readonly people: number }): void {
  const { runId, sealHash, people } = done
  assert(sealHash !== NOT_SEALED, 'a hash is never empty')
  assert(countSends(db, runId) === people, 'each message is written once')
  const sealed = db.run(sql`update run set seal_hash = ${sealHash} where run_id = ${runId} and seal_hash = ${NOT_SEALED}`)
  assert(sealed.changes === 1, 'a run is sealed once')
}

/** Removes some messages of a run that was not sealed, the run itself with the last of them; whether there is more to remove. */
export function takeBackSealing({ db }: Tx, runId: string, most: number): boolean {
  const run = findRun(db, runId)
  if (run === undefined) return false
  assert(isUnsealed(run), 'what is sealed stays for good')
  const removed = db.run(sql`delete from send where seq in (select seq from send where run_id = ${runId} limit ${most})`)
  if (removed.changes === most) return true
  db.run(sql`delete from run where run_id = ${runId}`)
  return false
}
