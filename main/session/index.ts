export { followSession } from './follow-session.ts'
export type { SessionFollower } from './follow-session.ts'
