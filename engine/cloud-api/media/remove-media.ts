import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{media}. @source reference part 4, delete */
export const removeMediaFact = { name: 'media.remove', method: 'DELETE', path: '/{media}', reference: '4' } as const satisfies OperationFact

/** Takes an uploaded file back; messages that carry it already keep it. */
export const removeMedia = (deps: CallDeps, number: string, media: string): Promise<Result<void>> =>
  askDone(deps, removeMediaFact, { ids: { media }, query: { phone_number_id: number } })
