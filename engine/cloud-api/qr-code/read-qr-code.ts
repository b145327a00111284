import { oneQrCodeSchema, type QrCode } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { QR_CODE_FIELDS } from './list-qr-codes.ts'

/** GET /{number}/message_qrdls/{code}. @source reference part 7, QR codes */
export const readQrCodeFact = {
  name: 'qr-code.read',
  method: 'GET',
  path: '/{number}/message_qrdls/{code}',
  reference: '7',
} as const satisfies OperationFact

export const readQrCode = (deps: CallDeps, number: string, code: string): Promise<Result<QrCode>> =>
  ask(deps, readQrCodeFact, { ids: { number, code }, query: { fields: QR_CODE_FIELDS }, answer: oneQrCodeSchema })
