export { createReport } from './create.ts'
export type { ReportDeps } from './deps.ts'
