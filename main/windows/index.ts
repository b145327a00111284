export { openMainWindow } from './main-window.ts'
export { createPrintWindow } from './window-factory.ts'
