import { type SyncAnswer, syncAnswerSchema, type SyncKind, syncRequestSchema } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{number}/smb_app_data: contacts or history of the phone app, once each. @source reference part 14 */
export const requestSyncFact = {
  name: 'coexistence.request-sync',
  method: 'POST',
  path: '/{number}/smb_app_data',
  reference: '14',
  request: syncRequestSchema,
} as const satisfies OperationFact

export const requestSync = (deps: CallDeps, number: string, kind: SyncKind): Promise<Result<SyncAnswer>> =>
  ask(deps, requestSyncFact, { ids: { number }, request: { messaging_product: 'whatsapp', sync_type: kind }, answer: syncAnswerSchema })
