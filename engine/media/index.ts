export { createMedia } from './service.ts'
export type { Media } from './face.ts'
export type { Sealed } from './sealed-file.ts'
