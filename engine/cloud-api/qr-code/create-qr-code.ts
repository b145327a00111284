import { type CreateQrCodeRequest, createQrCodeSchema, type QrCode, qrCodeSchema } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{number}/message_qrdls: a link and picture that open a chat with a text. @source reference part 7, QR codes */
export const createQrCodeFact = {
  name: 'qr-code.create',
  method: 'POST',
  path: '/{number}/message_qrdls',
  reference: '7',
  request: createQrCodeSchema,
} as const satisfies OperationFact

export const createQrCode = (deps: CallDeps, number: string, request: CreateQrCodeRequest): Promise<Result<QrCode>> =>
  ask(deps, createQrCodeFact, { ids: { number }, request: request, answer: qrCodeSchema })
