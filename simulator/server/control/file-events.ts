import { z } from 'zod'
import { type SampleKind, makeSampleFile } from '../../behaviour/sample-files/index.ts'
import { type MediaTrouble, mediaTroubles } from '../../behaviour/media-shelf.ts'
import type { World } from '../../behaviour/world.ts'
import type { InboundPart } from '../../webhooks/events.ts'
import { type InboundMediaKind, mediaPart } from '../../webhooks/parts.ts'
import { addressOf } from '../media/files.ts'
import type { ControlCall, ControlCalls } from './define.ts'
import { says } from './message-events.ts'

const fileFields = {
  caption: z.string().optional(),
  fileName: z.string().optional(),
  mimeType: z.string().optional(),
  /** Bytes of a file of the caller; without it a small one is made. */
  base64: z.base64().optional(),
  /** How fetching it goes wrong. */
  trouble: z.enum(Object.keys(mediaTroubles) as [MediaTrouble, ...MediaTrouble[]]).optional(),
}

type FileWish = {
  readonly caption?: string | undefined
  readonly fileName?: string | undefined
  readonly mimeType?: string | undefined
  readonly base64?: string | undefined
  readonly trouble?: MediaTrouble | undefined
}

/** Everything that people send as a file. The bytes can be fetched for seven days. @source reference part 8.3 and part 4 */
export const fileEvents: ControlCalls = {
  image: sendsFile('image'),
  video: sendsFile('video'),
  audio: sendsFile('audio'),
  voice: sendsFile('voice'),
  document: sendsFile('document'),
  sticker: sendsFile('sticker'),
  'file-too-big': says('"kind"', { kind: z.enum(['image', 'video', 'audio', 'document']) }, ({ kind }) => tooBig(kind)),
}

function sendsFile(kind: SampleKind): ControlCall {
  return says('"caption"?,"fileName"?,"mimeType"?,"base64"?,"trouble"?', fileFields, (wish, { world, quote }) => ({
    ...filePart(world, kind, wish),
    ...quote,
  }))
}

/** A file as a person sends it, put on the shelf for seven days. */
function filePart(world: World, kind: SampleKind, wish: FileWish): InboundPart {
  const sample = makeSampleFile(kind)
  const bytes = wish.base64 === undefined ? sample.bytes : Buffer.from(wish.base64, 'base64')
  const file = world.media.add({ mimeType: wish.mimeType ?? sample.mimeType, bytes, origin: 'inbound', trouble: wish.trouble })
  const messageKind: InboundMediaKind = kind === 'voice' ? 'audio' : kind
  return mediaPart(messageKind, file, {
    ...detailsOf(kind, wish, sample.fileName),
    ...(wish.caption === undefined ? {} : { caption: wish.caption }),
    url: addressOf(world, world.media.lend(file)),
  })
}

function detailsOf(kind: SampleKind, wish: FileWish, sampleName: string): object {
  switch (kind) {
    case 'audio':
    case 'voice':
      return { voice: kind === 'voice' }
    case 'document':
      return { filename: wish.fileName ?? sampleName }
    case 'sticker':
      return { animated: false }
    case 'image':
    case 'video':
      return {}
    default:
      return kind satisfies never
  }
}

/** Files above 100 MB never reach the shop. @source reference part 4 */
function tooBig(kind: string): InboundPart {
  const title = 'Media download error'
  const error = { code: 131052, title, message: title, error_data: { details: 'The file is too big (made up by the simulator)' } }
  return { type: 'unsupported', unsupported: { type: kind }, errors: [error] }
}
