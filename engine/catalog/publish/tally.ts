import type { CallOutput } from '#contract/ipc/index.ts'
import { ok, type AppError, type Result } from '#contract/kernel/result.ts'
import type { CatalogDeps } from '../deps.ts'
import { draftCodes, markRefused, markWaiting, removeSent } from '../draft-queries.ts'
import { writeInParts } from '../write-in-parts.ts'
import type { Job } from './jobs.ts'

type Outcome = CallOutput<'catalog.publish'>
type Named = Pick<Job, 'retailerId' | 'name'>

/** What became of a publishing so far; every step is written down at once. */
export type Tally = ReturnType<typeof createTally>

export function createTally(deps: CatalogDeps) {
  const { store } = deps.vault
  let published = 0
  let stop: AppError | null = null
  const refused: Outcome['refused'] = []
  const untried: Named[] = []
  const touched = new Set<string>()
  return {
    touched,
    /** What holds for everything that would still be sent; null while things go on. */
    stoppedBy: () => stop,
    /** Meta took it. */
    async done(jobs: readonly Job[]) {
      await writeInParts(store, jobs, (db, part) => part.forEach((job) => removeSent(db, job)))
      for (const { retailerId } of jobs) touched.add(retailerId)
      published += jobs.length
    },
    /** It turned out that it had happened before. */
    found(retailerIds: readonly string[]) {
      published += retailerIds.length
    },
    /** Meta refused this one; it stays as a draft with the reason. */
    refuse(job: Named, { code, detail }: { readonly code: string; readonly detail: string }) {
      store.write((db) => markRefused(db, { retailerId: job.retailerId, code, detail }))
      touched.add(job.retailerId)
      refused.push({ retailerId: job.retailerId, name: job.name, code, detail })
    },
    /** Something holds for everything that would still be sent; these surely did not happen. */
    stopBefore(jobs: readonly Named[], error: AppError) {
      store.write((db) =>
        markWaiting(
          db,
          jobs.map(({ retailerId }) => retailerId),
        ),
      )
      stop ??= error
      untried.push(...jobs)
    },
    /** The same, but these may have happened: they are looked up before the next publishing. */
    stopInDoubt(jobs: readonly Named[], error: AppError) {
      stop ??= error
      untried.push(...jobs)
    },
    /** What came of all of it; what was refused because it had happened counts as done. An error only when nothing was decided. */
    end(): Result<Outcome> {
      const waiting = new Set(draftCodes(store.read))
      const kept = refused.filter(({ retailerId }) => waiting.has(retailerId))
      const done = published + refused.length - kept.length
      if (stop === null) return ok({ published: done, refused: kept })
      if (done === 0 && kept.length === 0) return { ok: false, error: stop }
      const { code } = stop
      return ok({ published: done, refused: [...kept, ...untried.map(({ retailerId, name }) => ({ retailerId, name, code, detail: '' }))] })
    },
  }
}
