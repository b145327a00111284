import type { MediaKind } from '#contract/cloud-api/limits.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { World } from '../behaviour/world.ts'
import { bareType, fitsKind } from './media/rules.ts'
import { type Problem, problem } from './problems.ts'

/** Where a message says that its file is. */
type MediaSource = { readonly id?: string | undefined; readonly link?: string | undefined; readonly voice?: boolean | undefined }

/**
 * Checks a file that a message names: 100 for an id that nobody uploaded or whose 30 days are over, 131053 for a file of another
 * kind. Links are believed; the fault mediaNotFetched plays those that can't be fetched. Null = Meta would take it.
 * @source reference part 4
 */
function checkMedia(world: World, kind: MediaKind, source: MediaSource): Problem | null {
  if (source.id === undefined) return null
  const file = world.media.find(source.id)
  if (file === null) {
    const message = `(#100) Param ${kind}['id'] is not the id of a media attachment of this account`
    return problem(100, 'The file was never uploaded here, was deleted, or is older than 30 days', { message })
  }
  if (!fitsKind(file.mimeType, kind)) return problem(131053, `${file.mimeType} can't be sent as ${kind}`)
  if (source.voice === true && bareType(file.mimeType) !== 'audio/ogg') return problem(131053, 'A voice note must be Opus in Ogg')
  return null
}

/** A message, header or parameter that may name files under the names of their kinds. */
type FileHolder = { readonly type: string } & { readonly [Kind in MediaKind]?: MediaSource | undefined }

const kinds = ['image', 'video', 'audio', 'document', 'sticker'] as const

/** Checks every file that something names. Null = Meta would take them. */
export function checkFiles(world: World, holder: FileHolder): Problem | null {
  for (const kind of kinds) {
    const source = holder[kind]
    const wrong = source === undefined ? null : checkMedia(world, kind, source)
    if (wrong !== null) return wrong
  }
  return null
}

/** Checks the files of a free-form message of any type. */
export function checkFreeFormMedia(world: World, request: SendMessageRequest): Problem | null {
  if (request.type !== 'interactive') return checkFiles(world, request)
  const found = headersOf(request.interactive).map((header) => checkFiles(world, header))
  return found.find((one) => one !== null) ?? null
}

type Interactive = (SendMessageRequest & { readonly type: 'interactive' })['interactive']

function headersOf(interactive: Interactive): readonly FileHolder[] {
  if (interactive.type === 'carousel') {
    return interactive.action.cards.flatMap((card): readonly FileHolder[] => ('header' in card ? [card.header] : []))
  }
  return 'header' in interactive && interactive.header !== undefined ? [interactive.header] : []
}
