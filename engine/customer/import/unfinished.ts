import type { ImportId } from '#contract/kernel/values.ts'
import type { CustomerDeps } from '../service.ts'
import { carryOut, stillWaiting } from './carry-out.ts'
import { decideBack, type Unfinished } from './plan.ts'
import { CLEANING, removeRun } from './remove-run.ts'
import type { Stops } from './run-import.ts'
import { dropPeople, restorePeople } from './undo.ts'

/**
 * Takes away whatever an import wrote that ends before its end. Of one that was decided, people are there already; they go
 * like those of an undo, also after a crash. People who wrote in meanwhile stay.
 */
export async function takeAwayRun(deps: CustomerDeps, importId: string): Promise<void> {
  const isDecided = deps.vault.store.write((db) => decideBack(db, importId), CLEANING)
  if (isDecided) {
    await dropPeople(deps, importId)
    await restorePeople(deps, importId)
  }
  await removeRun(deps, importId)
  if (isDecided) deps.announcer.announce('customer.changed', { customerId: null })
}

/** Brings an import that the last run of the engine left decided to its end: all of it, or nothing where somebody had cancelled. */
export async function finishRun(deps: CustomerDeps, run: Unfinished, stops: Stops): Promise<void> {
  const importId = run.importId as ImportId
  const tell = (progress: { readonly phase: 'writing' | 'ended'; readonly rowsDone: number; readonly rowsTotal?: number }, more = {}) =>
    deps.announcer.announce('customer.importProgress', { importId, bytesDone: 0, bytesTotal: 0, ...progress, ...more })
  if (run.isTakenBack) return takeAwayRun(deps, importId)
  const seen = await stillWaiting(deps.vault.store, run)
  const isWhole = await carryOut(deps, {
    plan: run,
    seen,
    signal: AbortSignal.any([stops.cancelled, stops.ending]),
    onProgress: (rowsDone, rowsTotal) => tell({ phase: 'writing', rowsDone, rowsTotal }),
  })
  if (!isWhole && stops.cancelled.aborted) await takeAwayRun(deps, importId)
  tell({ phase: 'ended', rowsDone: 0 }, { outcome: isWhole ? 'done' : stops.cancelled.aborted ? 'cancelled' : 'later' })
}
