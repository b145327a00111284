import type { World } from '../../behaviour/world.ts'
import type { GraphRequest } from '../graph/area.ts'
import { type Answer, type Problem, json, missingObject, problem, refuse } from '../problems.ts'
import { SIMULATOR_HEADER } from '../transport.ts'
import { saidOf, troubledDownload } from './troubles.ts'
import { bareType, looksLike, maxBytesOf, uploadTypes } from './rules.ts'

/** Plays POST /{number}/media: multipart with messaging_product, type and file. @source reference part 4, upload */
export async function uploadMedia(world: World, request: GraphRequest): Promise<Answer> {
  const form = await request.form()
  if (form === null) return refuse(problem(100, 'The body is not multipart/form-data'))
  if (form.get('messaging_product') !== 'whatsapp') return refuse(problem(100, 'messaging_product must be whatsapp'))
  const file = form.get('file')
  if (!(file instanceof File)) return refuse(problem(100, 'The file is missing'))
  const typeField = form.get('type')
  const isUntyped = file.type === '' || file.type === 'application/octet-stream'
  const mimeType = isUntyped && typeof typeField === 'string' ? typeField : file.type
  const bytes = new Uint8Array(await file.arrayBuffer())
  const wrong = checkFile(mimeType, bytes)
  return wrong === null ? json({ id: world.media.add({ mimeType, bytes, origin: 'uploaded' }).id }) : refuse(wrong)
}

function checkFile(mimeType: string, bytes: Uint8Array): Problem | null {
  if (!uploadTypes.includes(bareType(mimeType))) {
    return problem(100, `Param file must be a file with one of these types: ${uploadTypes.join(', ')}; received ${mimeType}`)
  }
  if (bytes.length === 0) return problem(131053, 'The file is empty')
  const maxBytes = maxBytesOf(mimeType, bytes)
  if (bytes.length > maxBytes) return problem(131053, `The file has ${bytes.length} bytes; ${mimeType} may have ${maxBytes}`)
  return looksLike(mimeType, bytes) ? null : problem(131053, `The bytes are not ${mimeType}`)
}

/** Plays GET /{media}: an address that lives five minutes. @source reference part 4, get URL */
export function readMedia(world: World, request: GraphRequest): Answer {
  const id = request.ids['media'] ?? ''
  const file = isOfThisNumber(world, request) ? world.media.find(id) : null
  if (file === null) return refuse(missingObject(id, 'GET'))
  return json({
    messaging_product: 'whatsapp',
    mime_type: file.mimeType,
    id: file.id,
    ...saidOf(file, addressOf(world, world.media.lend(file))),
  })
}

/** Plays DELETE /{media}. @source reference part 4, delete */
export function deleteMedia(world: World, request: GraphRequest): Answer {
  const id = request.ids['media'] ?? ''
  const isGone = isOfThisNumber(world, request) && world.media.remove(id)
  return isGone ? json({ success: true }) : refuse(missingObject(id, 'DELETE'))
}

/** Plays the address itself: the bytes, for callers with the token, until five minutes have passed. */
export function downloadMedia(world: World, request: GraphRequest): Response {
  const file = world.media.borrow(request.ids['lent'] ?? '')
  const headers = { [SIMULATOR_HEADER]: '1' }
  if (file === null) return new Response('', { status: 404, headers })
  return file.trouble === undefined
    ? new Response(new Uint8Array(file.bytes), {
        headers: { ...headers, 'content-type': file.mimeType, 'content-length': String(file.bytes.length) },
      })
    : troubledDownload(file.trouble, file.bytes, headers)
}

/** Where a lent file can be fetched. */
export function addressOf(world: World, lentName: string): string {
  return `${world.baseUrl()}/media-files/${lentName}`
}

function isOfThisNumber(world: World, request: GraphRequest): boolean {
  const number = request.url.searchParams.get('phone_number_id')
  return number === null || number === world.identity.phoneNumberId
}
