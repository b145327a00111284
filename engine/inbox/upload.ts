import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { MEDIA_LIMITS, type MediaKind } from '#contract/cloud-api/limits.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

/** The part of Meta's interface that uploads need. */
export type UploadApi = {
  upload(file: {
    readonly kind: MediaKind
    readonly mime: string
    readonly fileName: string
    readonly bytes: Uint8Array
  }): Promise<Result<string>>
}

/** Types by the ending of the name; Meta looks into the bytes itself and refuses what does not fit. @source reference part 4 */
const types: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.3gp': 'video/3gpp',
  '.aac': 'audio/aac',
  '.amr': 'audio/amr',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.txt': 'text/plain',
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

/**
 * Uploads a file of this computer. It is looked at before it is read, so that a film of gigabytes fills no memory.
 * Errors: file-missing, media-type-refused, media-too-large, connection-missing, and those of the client.
 */
export async function uploadFile(api: UploadApi | null, input: ParsedInput<'inbox.upload'>): Promise<Result<CallOutput<'inbox.upload'>>> {
  const { file, kind } = input
  const mime = types[extname(file).toLowerCase()]
  if (mime === undefined) return fail('media-type-refused', { kind, mime: extname(file).slice(0, 20) })
  const facts = await stat(file).catch(() => null)
  if (facts?.isFile() !== true) return fail('file-missing')
  const limitBytes = MEDIA_LIMITS[kind].maxBytes
  if (facts.size > limitBytes) return fail('media-too-large', { kind, sizeBytes: facts.size, limitBytes })
  if (api === null) return fail('connection-missing')
  const fileName = basename(file)
  const mediaId = await api.upload({ kind, mime, fileName, bytes: await readFile(file) })
  return mediaId.ok ? ok({ mediaId: mediaId.value, mimeType: mime, fileName, sizeBytes: facts.size }) : mediaId
}
