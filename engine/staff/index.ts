export { createStaff } from './service.ts'
export type { Colleague, Staff, StaffConversations, StaffDeps } from './face.ts'
