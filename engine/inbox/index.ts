export { createInbox } from './service.ts'
export type { Inbound, Inbox, InboxDeps, Outbound, OutboundRecord, Outgoing, OutgoingFile, ChatFiles } from './face.ts'
export { previewOf, wordsOf, type Content } from './rules.ts'
export { messagesByAge } from './retention.ts'
