export { MessageText } from './message-text.tsx'
export { PhonePreview } from './phone-preview.tsx'
export type { PreviewMessage } from './preview-message.ts'
