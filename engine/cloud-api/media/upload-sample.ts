import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { isHandleType } from './check-media.ts'
import { readUploadOffset, sendUploadBytes, startUpload } from './upload-session.ts'

/** A file that stands as an example in a template, or as the picture of the profile. */
export type SampleUpload = { readonly mime: string; readonly fileName: string; readonly bytes: Uint8Array }

const MOST_ROUNDS = 5
const broken: readonly AppError['code'][] = ['network-unreachable', 'network-timeout', 'meta-answer-unreadable']

/**
 * Uploads a file and gives the handle that templates and the profile take. Where the line breaks, Meta is asked how much
 * arrived and the rest is sent; what arrived is never sent twice.
 * @returns media-type-refused (mime), file-empty, and what calls return
 * @source reference part 4, resumable upload
 */
export async function uploadSample(deps: CallDeps, appId: string, sample: SampleUpload): Promise<Result<string>> {
  const { mime, fileName, bytes } = sample
  if (!isHandleType(mime)) return fail('media-type-refused', { mime })
  if (bytes.byteLength === 0) return fail('file-empty')
  const session = await startUpload(deps, appId, { mime, fileName, sizeBytes: bytes.byteLength })
  if (!session.ok) return session
  let offset = 0
  for (let round = 1; ; round += 1) {
    const sent = await sendUploadBytes(deps, session.value, { offset, bytes: bytes.subarray(offset) })
    if (sent.ok) return ok(sent.value)
    if (round === MOST_ROUNDS || !broken.includes(sent.error.code)) return sent
    const arrived = await readUploadOffset(deps, session.value)
    if (!arrived.ok) return arrived
    // Where all arrived and only the answer was lost, the rest is empty and brings the handle.
    offset = Math.min(arrived.value, bytes.byteLength)
  }
}
