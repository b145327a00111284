import { type HistoryEvent, historyEventsPageSchema } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{entry}/events, all pages: what happened to one message. @source reference part 13 */
export const readHistoryEventsFact = {
  name: 'history.events',
  method: 'GET',
  path: '/{entry}/events',
  reference: '13',
  hidesWhy: true,
} as const satisfies OperationFact

export const readHistoryEvents = (deps: CallDeps, entry: string): Promise<Result<readonly HistoryEvent[]>> =>
  askAll(deps, readHistoryEventsFact, {
    ids: { entry },
    query: { fields: 'cursor,node{id,delivery_status,error_description,occurrence_timestamp,status_timestamp,application}' },
    answer: historyEventsPageSchema,
  })
