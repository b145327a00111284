import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{number}/message_qrdls/{code}: printed pictures stop working. @source reference part 7, QR codes */
export const removeQrCodeFact = {
  name: 'qr-code.remove',
  method: 'DELETE',
  path: '/{number}/message_qrdls/{code}',
  reference: '7',
} as const satisfies OperationFact

export const removeQrCode = (deps: CallDeps, number: string, code: string): Promise<Result<void>> =>
  askDone(deps, removeQrCodeFact, { ids: { number, code } })
