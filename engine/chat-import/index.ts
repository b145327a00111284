export { createChatImport } from './create.ts'
