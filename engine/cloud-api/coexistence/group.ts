import type { SyncAnswer, SyncKind } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { requestSync } from './request-sync.ts'

/** A number that runs the phone app too. */
export type CoexistenceOperations = {
  /** Asks for contacts or history of the phone, once each and within 24 hours of onboarding; they come as events. */
  requestSync(kind: SyncKind): Promise<Result<SyncAnswer>>
}

export const coexistenceOperations = (deps: CallDeps, number: string): CoexistenceOperations => ({
  requestSync: (kind) => requestSync(deps, number, kind),
})
