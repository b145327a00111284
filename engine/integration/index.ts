export { createIntegration } from './create.ts'
export type { IntegrationOptions, IntegrationRoom } from './face.ts'
