import type { FreeFormMessage } from '#contract/cloud-api/free-form.ts'
import { assertNever } from '#contract/kernel/assert.ts'
import type { Outgoing } from './face.ts'

/** A file in Meta's shape, by Meta's id of its bytes. Sounds and stickers carry no words; only documents show a name. @source reference part 2.2 */
export function fileMessage({ as, caption, fileName }: Extract<Outgoing, { kind: 'file' }>, id: string): FreeFormMessage {
  const captioned = { id, ...(caption === '' ? {} : { caption }) }
  switch (as) {
    case 'image':
      return { type: 'image', image: captioned }
    case 'video':
      return { type: 'video', video: captioned }
    case 'document':
      return { type: 'document', document: { ...captioned, ...(fileName === '' ? {} : { filename: fileName }) } }
    case 'audio':
      return { type: 'audio', audio: { id } }
    case 'voice':
      return { type: 'audio', audio: { id, voice: true } }
    case 'sticker':
      return { type: 'sticker', sticker: { id } }
    default:
      return assertNever(as, 'each kind of file is built')
  }
}
