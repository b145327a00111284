export { createQuickReply } from './service.ts'
export type { QuickReplyDeps, QuickReplyRoom } from './service.ts'
