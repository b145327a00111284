export { createStaff } from './service.ts'
export type { Colleague, Staff, StaffAccess, StaffConversations, StaffDeps } from './face.ts'
