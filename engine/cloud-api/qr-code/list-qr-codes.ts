import { qrCodesPageSchema, type QrCode } from '#contract/cloud-api/manage-customer-door.ts'
import { DOOR_LIMITS } from '#contract/limits/profile.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** What is asked of each code, with its picture as drawing. */
export const QR_CODE_FIELDS = 'code,prefilled_message,deep_link_url,qr_image_url.format(SVG)'

/** GET /{number}/message_qrdls, all pages of 25. @source reference part 7, QR codes */
export const listQrCodesFact = {
  name: 'qr-code.list',
  method: 'GET',
  path: '/{number}/message_qrdls',
  reference: '7',
} as const satisfies OperationFact

export const listQrCodes = (deps: CallDeps, number: string): Promise<Result<readonly QrCode[]>> =>
  askAll(deps, listQrCodesFact, {
    ids: { number },
    query: { fields: QR_CODE_FIELDS, limit: String(DOOR_LIMITS.qrPageSize) },
    answer: qrCodesPageSchema,
  })
