import { phoneNumbersPageSchema, type PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'
import { NUMBER_FIELDS } from './read-number.ts'

/** GET /{account}/phone_numbers, all pages. @source reference parts 1 and 7 */
export const listNumbersFact = {
  name: 'number.list',
  method: 'GET',
  path: '/{account}/phone_numbers',
  reference: '7',
} as const satisfies OperationFact

export const listNumbers = (deps: CallDeps, account: string): Promise<Result<readonly PhoneNumberNode[]>> =>
  askAll(deps, listNumbersFact, { ids: { account }, query: { fields: NUMBER_FIELDS }, answer: phoneNumbersPageSchema })
