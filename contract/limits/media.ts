/** Bytes of a file in one call; as base64 they fit into a window's frame with room to spare. */
export const MEDIA_PIECE_BYTES = 524_288

/** So many files go out with one quick reply. */
export const QUICK_REPLY_FILES = 5

/** What Meta takes as a photo; larger ones and other types are made smaller first. @source reference part 4 */
export const PHOTO_LIMITS = { maxBytes: 5 * 1024 * 1024, types: ['image/jpeg', 'image/png'] } as const
