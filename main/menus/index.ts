export { setApplicationMenu } from './application-menu.ts'
export { createTray, type AppTray } from './tray.ts'
