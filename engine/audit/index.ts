export { createAudit } from './create.ts'
export type { Audit, AuditDeps, Noted } from './face.ts'
