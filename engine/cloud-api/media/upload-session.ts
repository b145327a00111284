import { uploadHandleSchema, uploadOffsetSchema, uploadSessionSchema } from '#contract/cloud-api/answer-media.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { call, type CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{app}/uploads: begins a resumable upload. @source reference part 4, resumable upload, step 1 */
export const startUploadFact = {
  name: 'media.start-upload',
  method: 'POST',
  path: '/{app}/uploads',
  reference: '4',
} as const satisfies OperationFact

/** POST /{upload}: the bytes from an offset on. @source reference part 4, resumable upload, step 2 */
export const sendUploadFact = {
  name: 'media.send-upload',
  method: 'POST',
  path: '/{upload}',
  reference: '4',
} as const satisfies OperationFact

/** GET /{upload}: how much arrived. @source reference part 4, resumable upload, step 3 */
export const readUploadFact = {
  name: 'media.read-upload',
  method: 'GET',
  path: '/{upload}',
  reference: '4',
} as const satisfies OperationFact

/** @returns the id of the session, with its signature */
export async function startUpload(
  deps: CallDeps,
  app: string,
  file: { readonly fileName: string; readonly sizeBytes: number; readonly mime: string },
): Promise<Result<string>> {
  const query = { file_name: file.fileName, file_length: String(file.sizeBytes), file_type: file.mime }
  const result = await ask(deps, startUploadFact, { ids: { app }, query, answer: uploadSessionSchema })
  return result.ok ? ok(result.value.id) : result
}

/** @returns the handle once all bytes arrived */
export async function sendUploadBytes(
  deps: CallDeps,
  session: string,
  rest: { readonly offset: number; readonly bytes: Uint8Array },
): Promise<Result<string>> {
  const result = await call(deps, {
    ...sessionCall(sendUploadFact, session),
    headers: { file_offset: String(rest.offset) },
    bytes: { contentType: 'application/octet-stream', pieces: [rest.bytes] },
    answer: uploadHandleSchema,
  })
  return result.ok ? ok(result.value.h) : result
}

/** @returns how many bytes Meta has */
export async function readUploadOffset(deps: CallDeps, session: string): Promise<Result<number>> {
  const result = await call(deps, { ...sessionCall(readUploadFact, session), answer: uploadOffsetSchema })
  return result.ok ? ok(result.value.file_offset) : result
}

/** The id is Meta's own and was checked by its schema; it brings a query of its own. These calls want another word before the key. */
const sessionCall = ({ name, method }: OperationFact, session: string) =>
  ({ name, method, path: `/${session}`, scheme: 'OAuth', tellsWhy: true }) as const
