export { createProfile } from './service.ts'
export type { ProfileDeps, ProfileRoom } from './service.ts'
