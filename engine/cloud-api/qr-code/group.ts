import type { CreateQrCodeRequest, EditQrCodeRequest, QrCode } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { createQrCode } from './create-qr-code.ts'
import { editQrCode } from './edit-qr-code.ts'
import { listQrCodes } from './list-qr-codes.ts'
import { readQrCode } from './read-qr-code.ts'
import { removeQrCode } from './remove-qr-code.ts'

/** Links and pictures that open a chat with a prepared text; at most 2,000 per number. */
export type QrCodeOperations = {
  list(): Promise<Result<readonly QrCode[]>>
  read(code: string): Promise<Result<QrCode>>
  create(request: CreateQrCodeRequest): Promise<Result<QrCode>>
  /** Printed pictures go on working with the new text. */
  edit(request: EditQrCodeRequest): Promise<Result<QrCode>>
  remove(code: string): Promise<Result<void>>
}

export const qrCodeOperations = (deps: CallDeps, number: string): QrCodeOperations => ({
  list: () => listQrCodes(deps, number),
  read: (code) => readQrCode(deps, number, code),
  create: (request) => createQrCode(deps, number, request),
  edit: (request) => editQrCode(deps, number, request),
  remove: (code) => removeQrCode(deps, number, code),
})
