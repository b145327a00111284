import type { AppError, Result } from '#contract/kernel/result.ts'
import type { CatalogDeps } from '../deps.ts'
import { findDraft, markSending } from '../draft-queries.ts'
import { detailOf, isRefusal, isUnknownOutcome } from '../outcome.ts'
import { readAgain } from '../read-again.ts'
import type { Reach } from '../sync.ts'
import { createRequest, editRequest } from '../to-meta.ts'
import type { Job } from './jobs.ts'
import type { Tally } from './tally.ts'

/** Sends changes one by one. What is under way is written down before each request leaves. */
export async function sendSingles(deps: CatalogDeps, reach: Reach, { jobs, tally }: { jobs: readonly Job[]; tally: Tally }): Promise<void> {
  for (const [index, job] of jobs.entries()) {
    deps.vault.store.write((db) => markSending(db, [job.retailerId]))
    const result = await send(reach, job)
    if (result.ok || isGone(job, result.error)) {
      await tally.done([job])
      continue
    }
    const rest = jobs.slice(index + 1)
    if (isUnknownOutcome(result.error)) {
      if (await hasHappened(deps, reach, job)) tally.found([job.retailerId])
      else return tally.stopInDoubt([job, ...rest], result.error)
    } else if (isRefusal(result.error)) tally.refuse(job, { code: result.error.code, detail: detailOf(result.error) })
    else return tally.stopBefore([job, ...rest], result.error)
  }
}

function send({ api, catalogId }: Reach, job: Job): Promise<Result<unknown>> {
  switch (job.kind) {
    case 'new':
      return api.catalog.createProduct(catalogId, createRequest(job.retailerId, job.fields))
    case 'changed':
      return api.catalog.editProduct(job.productId, editRequest(job.names, job.fields))
    case 'removed':
      return api.catalog.removeProduct(job.productId)
  }
}

/** Taking away what is not there any more has happened. @source reference part 9: 100 with subcode 33 is an unknown object */
const isGone = (job: Job, { code, params }: AppError): boolean =>
  job.kind === 'removed' && code === 'meta-refused' && params?.['metaCode'] === 100 && params['metaSubcode'] === 33

/** Looks a change up at Meta by the shop's own code, because no answer told what became of it. */
async function hasHappened(deps: CatalogDeps, reach: Reach, { retailerId }: Job): Promise<boolean> {
  const looked = await readAgain(deps, reach, [retailerId])
  return looked.ok && findDraft(deps.vault.store.read, retailerId) === undefined
}
