import { MEDIA_LIMITS, STILL_STICKER_BYTES, type MediaKind } from '#contract/cloud-api/limits.ts'
import type { MediaFile as MediaFileShape, SentAs as SentAsShape } from '#contract/ipc/media-shapes.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { endingOf } from './file-name.ts'
import type { Proven } from './first-bytes.ts'

export type MediaFile = z.infer<typeof MediaFileShape>
export type SentAs = z.infer<typeof SentAsShape>
export type ShownAs = MediaFile['shownAs']

/** Meta counts a recording as a sound. */
export const kindOf = (as: SentAs): MediaKind => (as === 'voice' ? 'audio' : as)

/** Endings that belong to a type that is shown; a document under another ending is not what it seems. */
const endings: Partial<Readonly<Record<Proven, readonly string[]>>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/mp4': ['m4a', 'm4b', 'mp4'],
  'video/mp4': ['mp4', 'm4v'],
}

type Showing = Readonly<Record<SentAs, ShownAs>>
const saved: Showing = {
  image: 'save-only',
  video: 'save-only',
  audio: 'save-only',
  voice: 'save-only',
  document: 'save-only',
  sticker: 'save-only',
}
const picture: Showing = { ...saved, image: 'image', sticker: 'image', document: 'image' }
const sound: Showing = { ...saved, audio: 'audio', voice: 'audio', document: 'audio' }

const showings: Partial<Readonly<Record<Proven, Showing>>> = {
  'image/jpeg': picture,
  'image/png': picture,
  'image/webp': picture,
  'audio/ogg': sound,
  'audio/mp4': sound,
  // The same container holds sounds alone.
  'video/mp4': { ...sound, video: 'video', document: 'video' },
}

/**
 * How a file may be shown inside: only as one of six types that its bytes prove, and only where the chat says that it is such
 * a thing. Everything else can be saved, never opened here.
 */
export function shownAs(proven: Proven, as: SentAs, name: string): ShownAs {
  if (as === 'document' && !(endings[proven] ?? []).includes(endingOf(name))) return 'save-only'
  return (showings[proven] ?? saved)[as]
}

const RISKY = new Set(
  (
    'exe msi msix appx bat cmd com scr pif cpl dll sys drv ocx js jse mjs vbs vbe wsf wsh wsc ps1 psm1 psd1 hta jar jnlp lnk url ' +
    'desktop appimage sh bash zsh command app dmg pkg mpkg deb rpm apk xapk ipa iso img vhd vhdx reg scf inf ins isp msc msp mst ' +
    'chm hlp gadget docm dotm xlsm xltm xlam pptm potm ppam sldm xll slk iqy html htm xhtml shtml mht mhtml svg svgz xml php py pyw ' +
    'rb pl lua swf action workflow terminal webloc library-ms settingcontent-ms application theme ' +
    'ace arj cab 7z rar zip gz tar'
  ).split(' '),
)

/** Whether opening the file could run something: by its bytes or by its ending. Archives are among them, because they hide what they hold. */
export const isRisky = (proven: Proven, name: string): boolean => proven === 'program' || RISKY.has(endingOf(name))

const officeTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}
const oldOfficeTypes: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

/** Endings under which text is meant to be read. */
const PLAIN: readonly string[] = ['', 'txt', 'text', 'csv', 'tsv', 'md', 'log']
const NAMELESS = 'application/octet-stream'

/** The type by the bytes, where need be with the ending of the name; never what somebody else says that it is. */
export function mimeTypeOf(proven: Proven, name: string): string {
  const ending = endingOf(name)
  switch (proven) {
    case 'zip':
      return officeTypes[ending] ?? 'application/zip'
    case 'old-office':
      return oldOfficeTypes[ending] ?? NAMELESS
    case 'text':
      return PLAIN.includes(ending) ? 'text/plain' : NAMELESS
    case 'program':
    case 'unknown':
      return NAMELESS
    default:
      return proven
  }
}

const usualEndings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/ogg': '.ogg',
  'audio/mp4': '.m4a',
  'audio/mpeg': '.mp3',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'video/mp4': '.mp4',
  'video/3gpp': '.3gp',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
}

/** The ending that files of this type usually have; empty for others. */
export const usualEnding = (mimeType: string): string => usualEndings[mimeType.split(';')[0]?.trim() ?? ''] ?? ''

/** What a file is sent as when nobody says: the kind that its type belongs to. */
export function suggestedKind(mimeType: string): SentAs | null {
  if (MEDIA_LIMITS.sticker.types.includes(mimeType)) return 'sticker'
  for (const kind of ['image', 'video', 'audio', 'document'] as const) if (MEDIA_LIMITS[kind].types.includes(mimeType)) return kind
  return null
}

/** The most that Meta takes of a kind, and the most that is fetched of it. @source reference part 4 */
export const limitBytes = (as: SentAs): number => MEDIA_LIMITS[kindOf(as)].maxBytes

/** Whether Meta takes the file as this kind. Errors: file-empty, media-type-refused (kind, mime), media-too-large (kind, sizeBytes, limitBytes). */
export function checkOutgoing({ as, mimeType, sizeBytes, isAnimated }: OutgoingFacts): Result<void> {
  const kind = kindOf(as)
  if (sizeBytes === 0) return fail('file-empty')
  if (!MEDIA_LIMITS[kind].types.includes(mimeType.split(';')[0] ?? '')) return fail('media-type-refused', { kind, mime: mimeType })
  const most = kind === 'sticker' && !isAnimated ? STILL_STICKER_BYTES : limitBytes(as)
  return sizeBytes > most ? fail('media-too-large', { kind, sizeBytes, limitBytes: most }) : ok(undefined)
}

type OutgoingFacts = { readonly as: SentAs; readonly mimeType: string; readonly sizeBytes: number; readonly isAnimated: boolean }
