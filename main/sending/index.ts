export { followSending, type Sending } from './follow-sending.ts'
export { mayQuit } from './quit-question.ts'
export type { TaskbarProgress } from './taskbar.ts'
export { createWakeLock } from './wake-lock.ts'
