import { mediaFactsSchema } from '#contract/cloud-api/answer-media.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** A file at Meta; `url` can be asked for five minutes. */
export type MediaFacts = { readonly url: string; readonly mime: string; readonly sha256: string; readonly sizeBytes: number }

/** GET /{media}: where the file lies and what it is. @source reference part 4, get URL */
export const readMediaFact = { name: 'media.read', method: 'GET', path: '/{media}', reference: '4' } as const satisfies OperationFact

/** @returns facts with the checksum in lower-case hexadecimal digits, whichever way it was written */
export async function readMedia(deps: CallDeps, number: string, media: string): Promise<Result<MediaFacts>> {
  const result = await ask(deps, readMediaFact, { ids: { media }, query: { phone_number_id: number }, answer: mediaFactsSchema })
  if (!result.ok) return result
  const { url, mime_type: mime, sha256, file_size: sizeBytes } = result.value
  return ok({ url, mime, sha256: toHex(sha256), sizeBytes })
}

/** Webhooks write checksums in base64, this call in hexadecimal digits; providers mix the two. */
const toHex = (text: string): string => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : Buffer.from(text, 'base64').toString('hex'))
