import { createHmac } from 'node:crypto'
import { HANDLE_TYPES } from '#contract/cloud-api/limits.ts'
import type { UploadSession } from '../../behaviour/media-shelf.ts'
import type { World } from '../../behaviour/world.ts'
import type { GraphRequest } from '../graph/area.ts'
import { type Answer, json, missingObject, problem, refuse } from '../problems.ts'
import { reset } from '../transport.ts'

/** Plays POST /{app}/uploads. @source reference part 4, resumable upload, step 1 */
export async function openUpload(world: World, request: GraphRequest): Promise<Answer> {
  const fields = (await request.fields()) ?? {}
  const lengthBytes = Number(fields['file_length'])
  const [mimeType, fileName] = [fields['file_type'], fields['file_name']].map((field) => (typeof field === 'string' ? field : ''))
  if (!Number.isInteger(lengthBytes) || lengthBytes < 1) return refuse(problem(100, 'file_length must be a positive number'))
  if (mimeType === undefined || !HANDLE_TYPES.some((type) => type === mimeType))
    return refuse(problem(100, `file_type must be one of ${HANDLE_TYPES.join(', ')}`))
  const session = world.media.openSession({ fileName: fileName ?? '', mimeType, lengthBytes })
  return json({ id: signedId(world, session) })
}

/** Plays GET /{upload}: how much has come. @source reference part 4, resumable upload, step 3 */
export function readUpload(world: World, request: GraphRequest): Answer {
  const session = findSession(world, request)
  if (session === null) return refuse(missingObject(request.ids['upload'] ?? '', 'GET'))
  return json({ id: signedId(world, session), file_offset: session.offset })
}

/**
 * Plays POST /{upload}: takes the bytes that follow `file_offset` and gives a handle when all have come. Whatever arrived before
 * a connection broke is kept. @source reference part 4, resumable upload, step 2
 */
export async function continueUpload(world: World, request: GraphRequest): Promise<Answer | Response> {
  const session = findSession(world, request)
  if (session === null) return refuse(missingObject(request.ids['upload'] ?? '', 'POST'))
  const offset = Number(request.headers.get('file_offset') ?? 'none')
  if (offset !== session.offset) return refuse(problem(100, `file_offset must be ${session.offset}`))
  const breakAt = world.faults.setting('uploadBreakAfterBytes')
  const limit = breakAt > session.offset ? breakAt : session.lengthBytes
  const isTooLong = await take(session, request, limit)
  if (isTooLong && limit < session.lengthBytes) return reset(request.bindings)
  if (isTooLong) return refuse(problem(100, `More bytes than file_length (${session.lengthBytes})`))
  if (session.offset < session.lengthBytes) return json({ id: signedId(world, session), file_offset: session.offset })
  return json({ h: world.media.finish(session).handle })
}

/** Reads the body into the session, up to the limit. True = there was more. */
async function take(session: UploadSession, request: GraphRequest, limitBytes: number): Promise<boolean> {
  // The stream stays open when more has come than fits, so that the connection can still be broken or answered.
  const chunks: AsyncIterable<Buffer> = request.bindings.incoming.iterator({ destroyOnReturn: false })
  for await (const chunk of chunks) {
    const fitting = chunk.subarray(0, limitBytes - session.offset)
    session.parts.push(Uint8Array.from(fitting))
    session.offset += fitting.length
    if (fitting.length < chunk.length) return true
  }
  return false
}

function findSession(world: World, request: GraphRequest): UploadSession | null {
  const session = world.media.session(request.ids['upload'] ?? '')
  const isSigned = session !== null && request.url.searchParams.get('sig') === signatureOf(world, session)
  return isSigned ? session : null
}

/** Meta's ids of uploads carry a signature in a query of their own; both must be given back as they are. */
function signedId(world: World, session: UploadSession): string {
  return `${session.id}?sig=${signatureOf(world, session)}`
}

function signatureOf(world: World, session: UploadSession): string {
  return createHmac('sha256', world.identity.appSecret).update(session.id).digest('base64url').slice(0, 24)
}
