/** Bytes of a file in one call; as base64 they fit into a window's frame with room to spare. */
export const MEDIA_PIECE_BYTES = 524_288
