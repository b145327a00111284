import type { BatchAnswer, BatchItem, BatchStatus } from '#contract/cloud-api/manage-catalog.ts'
import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import type { CatalogDeps } from '../deps.ts'
import { findDraft, markHandle, markSending } from '../draft-queries.ts'
import { detailOf, isRefusal, isUnknownOutcome } from '../outcome.ts'
import { readAgain } from '../read-again.ts'
import type { Reach } from '../sync.ts'
import { feedItem, removalItem } from '../to-meta.ts'
import { writeInParts } from '../write-in-parts.ts'
import { followBatch } from './follow.ts'
import type { Job } from './jobs.ts'
import type { Tally } from './tally.ts'

/** Fewer than Meta allows, so that one that goes wrong holds up less. @source reference part 6: up to 5,000 */
const ITEMS_AT_ONCE = 1_000
/** How long all batches of one publishing are followed. */
const FOLLOW_MS = 200_000

/** Sends changes by batches and follows each to its end. */
export async function sendBatches(deps: CatalogDeps, reach: Reach, { jobs, tally }: { jobs: readonly Job[]; tally: Tally }): Promise<void> {
  const endsAt = deps.clock.monotonic() + FOLLOW_MS
  for (let start = 0; start < jobs.length && tally.stoppedBy() === null; start += ITEMS_AT_ONCE) {
    const part = jobs.slice(start, start + ITEMS_AT_ONCE)
    const error = await sendBatch(deps, reach, { jobs: part, tally, endsAt })
    if (error !== null) tally.stopBefore(jobs.slice(start + ITEMS_AT_ONCE), error)
  }
}

type Part = { readonly jobs: readonly Job[]; readonly tally: Tally; readonly endsAt: number }

/** Sends one batch. Gives the error that holds for all that would follow; null to go on. */
async function sendBatch(deps: CatalogDeps, reach: Reach, part: Part): Promise<AppError | null> {
  const codes = part.jobs.map(({ retailerId }) => retailerId)
  await writeInParts(deps.vault.store, codes, markSending)
  const sent = await reach.api.catalog.batch(reach.catalogId, { allow_upsert: true, requests: part.jobs.map(itemOf) })
  if (!sent.ok) return notTaken(part, sent.error)
  const { handles, validation_status: seen = [] } = sent.value
  for (const handle of handles) await writeInParts(deps.vault.store, codes, (db, part) => markHandle(db, part, handle))
  const ends: BatchStatus[] = []
  for (const handle of handles) {
    const end = await followBatch(deps, reach, { handle, endsAt: part.endsAt })
    if (!end.ok) {
      part.tally.stopInDoubt(part.jobs, end.error)
      return end.error
    }
    ends.push(end.value)
  }
  const settled = await settle(deps, reach, { ...part, verdict: readEnds(ends, seen.flatMap(firstFault)) })
  return settled.ok ? null : settled.error
}

function notTaken({ jobs, tally }: Part, error: AppError): AppError | null {
  if (isUnknownOutcome(error)) tally.stopInDoubt(jobs, error)
  else if (!isRefusal(error)) tally.stopBefore(jobs, error)
  else {
    for (const job of jobs) tally.refuse(job, { code: error.code, detail: detailOf(error) })
    return null
  }
  return error
}

/** What Meta saw at once, before it began. */
function firstFault({ retailer_id: id, errors = [] }: NonNullable<BatchAnswer['validation_status']>[number]): Fault[] {
  const [first] = errors
  return id === undefined || first === undefined ? [] : [{ id, message: first.message }]
}

function itemOf(job: Job): BatchItem {
  return job.kind === 'removed' ? removalItem(job.retailerId) : feedItem(job.retailerId, job.names, job.fields)
}

/** What a batch said: reasons by code, and a reason that names no product. */
type Verdict = { readonly reasons: ReadonlyMap<string, string>; readonly unnamed: string | null }
type Fault = { readonly id?: string | undefined; readonly message?: string | undefined }

function readEnds(ends: readonly BatchStatus[], refusedAtOnce: readonly Fault[]): Verdict {
  const faults: Fault[] = [...refusedAtOnce, ...ends.flatMap((end) => end.errors ?? [])]
  const named = faults.flatMap(({ id, message }) => (id === undefined ? [] : [[id, (message ?? '').slice(0, 300)] as const]))
  const invalid = ends.flatMap((end) => end.ids_of_invalid_requests ?? []).map((id) => [id, ''] as const)
  const broken = ends.find(({ status }) => status !== 'finished')?.status
  const unnamed = faults.find(({ id }) => id === undefined)
  return {
    reasons: new Map([...invalid, ...named]),
    unnamed: unnamed !== undefined ? (unnamed.message ?? '').slice(0, 300) : (broken ?? null),
  }
}

/** Writes down what became of each. Where a reason names no product, only what is seen at Meta counts as done. */
async function settle(
  deps: CatalogDeps,
  reach: Reach,
  { jobs, tally, verdict }: Part & { readonly verdict: Verdict },
): Promise<Result<void>> {
  const { reasons, unnamed } = verdict
  for (const job of jobs) {
    const detail = reasons.get(job.retailerId)
    if (detail !== undefined) tally.refuse(job, { code: 'meta-refused', detail })
  }
  const rest = jobs.filter(({ retailerId }) => !reasons.has(retailerId))
  if (unnamed === null) {
    await tally.done(rest)
    return ok(undefined)
  }
  const looked = await readAgain(
    deps,
    reach,
    rest.map(({ retailerId }) => retailerId),
  )
  if (!looked.ok) {
    tally.stopInDoubt(rest, looked.error)
    return fail(looked.error.code, looked.error.params, looked.error.retry)
  }
  const isThere = ({ retailerId }: Job) => findDraft(deps.vault.store.read, retailerId) !== undefined
  tally.found(rest.filter((job) => !isThere(job)).map(({ retailerId }) => retailerId))
  for (const job of rest.filter(isThere)) tally.refuse(job, { code: 'meta-refused', detail: unnamed })
  return ok(undefined)
}
