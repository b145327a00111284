export { createConsent } from './create.ts'
export type { ConsentRoom } from './face.ts'
