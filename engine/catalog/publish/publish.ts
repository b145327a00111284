import type { CallOutput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CatalogDeps } from '../deps.ts'
import { markRefused, markWaiting, unsettledDrafts } from '../draft-queries.ts'
import { removeOwnPhotos } from '../picture-queries.ts'
import type { Pictures } from '../pictures.ts'
import { readAgain } from '../read-again.ts'
import { reachCatalog, type Reach } from '../sync.ts'
import { needsBatch, prefersSingle } from '../to-meta.ts'
import { sendBatches } from './batches.ts'
import { followBatch } from './follow.ts'
import { planJobs, type Job } from './jobs.ts'
import { sendSingles } from './singles.ts'
import { createTally } from './tally.ts'

/** More changes than these go by batch: one request instead of many, at the price of waiting for its end. */
const SINGLES_MAX = 20
/** How long a batch of an earlier publishing is waited for. */
const EARLIER_MS = 60_000

/**
 * Sends the changes that fit. First what an earlier publishing left in doubt is looked up at Meta, so that doing it again does
 * no harm. Errors: connection-missing, catalog-missing, those of the client when nothing was decided.
 */
export async function publish(
  deps: CatalogDeps,
  pictures: Pictures,
  retailerIds: readonly string[] | undefined,
): Promise<Result<CallOutput<'catalog.publish'>>> {
  const reach = await reachCatalog(deps)
  if (!reach.ok) return reach
  const tally = createTally(deps)
  const settled = await settleEarlier(deps, reach.value)
  if (!settled.ok) return settled
  tally.found(settled.value)
  const jobs = await planJobs(deps, retailerIds)
  const isMany = jobs.length > SINGLES_MAX
  const singles = jobs.filter((job) => goesAlone(job, isMany))
  await sendSingles(deps, reach.value, { jobs: singles, tally })
  const alone = new Set(singles)
  const batched = jobs.filter((job) => !alone.has(job))
  const holds = tally.stoppedBy()
  if (holds === null) await sendBatches(deps, reach.value, { jobs: batched, tally })
  else tally.stopBefore(batched, holds)
  await readTouched(deps, reach.value, [...tally.touched])
  await pictures.fetch(reach.value.api)
  deps.announcer.announce('catalog.changed', {})
  return tally.end()
}

function goesAlone(job: Job, isMany: boolean): boolean {
  if (job.kind === 'removed') return !isMany
  if (needsBatch(job.names, job.fields)) return false
  return !isMany || (job.kind === 'changed' && prefersSingle(job.names))
}

/** Finds out what became of requests that were cut off. Gives the codes of those that have happened. */
async function settleEarlier(deps: CatalogDeps, reach: Reach): Promise<Result<string[]>> {
  const { store } = deps.vault
  const drafts = unsettledDrafts(store.read)
  const endsAt = deps.clock.monotonic() + EARLIER_MS
  const reasons = new Map<string, string>()
  for (const handle of new Set(drafts.flatMap((draft) => draft.handle ?? []))) {
    const end = await followBatch(deps, reach, { handle, endsAt })
    // A handle that Meta forgot tells nothing; the products themselves do.
    if (end.ok) for (const { id, message } of end.value.errors ?? []) if (id !== undefined) reasons.set(id, (message ?? '').slice(0, 300))
    if (!end.ok && end.error.code !== 'meta-refused') return end
  }
  const codes = drafts.map(({ retailerId }) => retailerId)
  const looked = await readAgain(deps, reach, codes)
  if (!looked.ok) return looked
  store.write((db) => {
    markWaiting(db, codes)
    for (const [retailerId, detail] of reasons) markRefused(db, { retailerId, code: 'meta-refused', detail })
  })
  return ok(looked.value)
}

/** Reads what was touched again; what can't be read now comes with the next reading. */
async function readTouched(deps: CatalogDeps, reach: Reach, codes: readonly string[]): Promise<void> {
  const read = await readAgain(deps, reach, codes)
  if (!read.ok) deps.logger.warn('catalog-reread-failed', { code: read.error.code, count: codes.length })
  deps.vault.store.write((db) => removeOwnPhotos(db, codes))
}
