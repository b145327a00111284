export { createMedia } from './service.ts'
export type { Media } from './face.ts'
