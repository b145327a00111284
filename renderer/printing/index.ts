export { printPage } from './print-page.ts'
export type { PrintTable, PrintText } from './print-page.ts'
export { useSaving } from './use-saving.ts'
