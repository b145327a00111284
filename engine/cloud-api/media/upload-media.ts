import { uploadedMediaSchema } from '#contract/cloud-api/answer-media.ts'
import type { MediaKind } from '#contract/cloud-api/limits.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { checkMedia, isAnimatedWebp } from './check-media.ts'

/** A file to be sent in messages; the bytes are not copied and must not change before the answer. */
export type MediaUpload = { readonly kind: MediaKind; readonly mime: string; readonly fileName: string; readonly bytes: Uint8Array }

/** POST /{number}/media as a form. @source reference part 4, upload */
export const uploadMediaFact = {
  name: 'media.upload',
  method: 'POST',
  path: '/{number}/media',
  reference: '4',
} as const satisfies OperationFact

/** Uploads a file and gives its id, which lives 30 days. Checked against Meta's limits first (errors of `checkMedia`). */
export async function uploadMedia(deps: CallDeps, number: string, { kind, mime, fileName, bytes }: MediaUpload): Promise<Result<string>> {
  const isAnimated = kind !== 'sticker' || isAnimatedWebp(bytes)
  const checked = checkMedia({ kind, mime, sizeBytes: bytes.byteLength, isAnimated })
  if (!checked.ok) return checked
  const form = [
    { name: 'messaging_product', value: 'whatsapp' },
    { name: 'type', value: mime },
    { name: 'file', fileName, contentType: mime, bytes },
  ]
  const result = await ask(deps, uploadMediaFact, { ids: { number }, form, answer: uploadedMediaSchema })
  return result.ok ? ok(result.value.id) : result
}
