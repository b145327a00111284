import type { Message } from '../types.ts'

/** A message that carries a file. */
export type MediaContent = Extract<Message['content'], { kind: 'media' }>
/** A file of a chat as the engine tells of it. */
export type ChatFile = NonNullable<MediaContent['file']>

/** Where the window finds the bytes of a kept file; they come from memory and stay there. */
export const fileAddress = (mediaFileId: string): string => `app://media/${mediaFileId}`
