export { createInbox } from './service.ts'
export type { Inbound, Inbox, InboxDeps, OutboundRecord, Outgoing } from './face.ts'
export { previewOf, wordsOf, type Content } from './rules.ts'
