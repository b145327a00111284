export { createBroadcast } from './create.ts'
export { countUses } from './queries.ts'
export type { BroadcastRoom } from './create.ts'
export type { BroadcastDeps, Inbound, InboxFace, OutboundRecord } from './deps.ts'
