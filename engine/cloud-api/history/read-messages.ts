import { historyPageSchema, historyQuerySchema, type HistoryPage, type HistoryQuery } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

const FIELDS = 'id,message_id,events{id,delivery_status,webhook_update_state,timestamp,application,webhook_uri,error_description}'

/** GET /{number}/message_history, one page: states of our own sends, where Meta gives them at all. @source reference part 13 */
export const readMessageHistoryFact = {
  name: 'history.messages',
  method: 'GET',
  path: '/{number}/message_history',
  reference: '13',
  hidesWhy: true,
  request: historyQuerySchema,
} as const satisfies OperationFact

export const readMessageHistory = (deps: CallDeps, number: string, request: HistoryQuery): Promise<Result<HistoryPage>> =>
  ask(deps, readMessageHistoryFact, { ids: { number }, query: { fields: FIELDS }, request, sendsQuery: true, answer: historyPageSchema })
