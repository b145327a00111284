export { inflateFile, lookAtChat, openChat } from './open-chat.ts'
export type { OpenChat } from './open-chat.ts'
export type { ChatMessage } from './read-chat.ts'
