export { writeSupportReport, type SupportReport } from './support-report.ts'
export { openLog, type Log } from './log.ts'
