import { type EditQrCodeRequest, editQrCodeSchema, type QrCode, qrCodeSchema } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{number}/message_qrdls with a code: printed pictures go on working. @source reference part 7, QR codes */
export const editQrCodeFact = {
  name: 'qr-code.edit',
  method: 'POST',
  path: '/{number}/message_qrdls',
  reference: '7',
  request: editQrCodeSchema,
} as const satisfies OperationFact

export const editQrCode = (deps: CallDeps, number: string, request: EditQrCodeRequest): Promise<Result<QrCode>> =>
  ask(deps, editQrCodeFact, { ids: { number }, request: request, answer: qrCodeSchema })
