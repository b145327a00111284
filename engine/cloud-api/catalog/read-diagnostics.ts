import { type CatalogDiagnostic, diagnosticsPageSchema } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{catalog}/diagnostics: what is wrong, and with how many products. @source reference part 6, health */
export const readDiagnosticsFact = {
  name: 'catalog.diagnostics',
  method: 'GET',
  path: '/{catalog}/diagnostics',
  reference: '6',
} as const satisfies OperationFact

export const readDiagnostics = (deps: CallDeps, catalog: string): Promise<Result<readonly CatalogDiagnostic[]>> =>
  askAll(deps, readDiagnosticsFact, { ids: { catalog }, answer: diagnosticsPageSchema })
