import { PHOTO_LIMITS } from '../limits/media.ts'

/**
 * How Meta's limits on texts are counted. Its pages say "characters"; its published spec writes them as `maxLength`, which
 * JSON Schema counts in code points, and so do the schemas here: 您 and 🍵 are 1, 👩‍👩‍👧 is 5. Every counter on screen counts
 * the same way.
 */
export const countCharacters = (text: string): number => [...text].length

/**
 * Every number that Meta sets for messages, in one place for client, composer and simulator. Characters as
 * `countCharacters` counts them. Limits of templates that are being made stand in template-limits.ts.
 * @source reference parts 2 to 2.3
 */
export const SEND_LIMITS = {
  opaqueDataCharacters: 512,
  textCharacters: 4096,
  captionCharacters: 1024,
  linkCharacters: 2000,
  /** Of one message; Meta's pages advise few, its published spec refuses more. */
  contacts: 5,
  /** Of the body of everything interactive but lists. */
  interactiveBodyCharacters: 1024,
  listBodyCharacters: 4096,
  headerCharacters: 60,
  footerCharacters: 60,
  replyButtons: 3,
  buttonTitleCharacters: 20,
  buttonIdCharacters: 256,
  listButtonCharacters: 20,
  sections: 10,
  sectionTitleCharacters: 24,
  rows: 10,
  rowIdCharacters: 200,
  rowTitleCharacters: 24,
  rowDescriptionCharacters: 72,
  linkLabelCharacters: 20,
  products: 30,
  minCards: 2,
  cards: 10,
  cardBodyCharacters: 160,
  cardBodyLineBreaks: 2,
  cardButtons: 3,
  flowLabelCharacters: 30,
  quickReplyPayloadCharacters: 256,
  couponCodeCharacters: 20,
  templateNameCharacters: 512,
  /** Of a template's body when its values are filled in and it has more than a body. */
  templateBodyCharacters: 1024,
  templateHeaderCharacters: 60,
} as const

/** A kind of file that a message can carry. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

const MEBIBYTE = 1024 * 1024

/** A sticker that does not move. @source reference part 4 */
export const STILL_STICKER_BYTES = 100 * 1024

/** What Meta takes of each kind of file; stickers that move. @source reference part 4 */
export const MEDIA_LIMITS: Readonly<Record<MediaKind, { readonly maxBytes: number; readonly types: readonly string[] }>> = {
  image: PHOTO_LIMITS,
  video: { maxBytes: 16 * MEBIBYTE, types: ['video/mp4', 'video/3gpp'] },
  audio: { maxBytes: 16 * MEBIBYTE, types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'] },
  document: {
    maxBytes: 100 * MEBIBYTE,
    types: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.ms-excel',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
  },
  sticker: { maxBytes: 500 * 1024, types: ['image/webp'] },
}

/** Types that the resumable upload takes: samples of template headers and the profile's picture. @source reference part 4, resumable upload */
export const HANDLE_TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4'] as const
