export { FileButtons, FileDesk } from './file-desk.tsx'
export { MediaBubble } from './media-bubble.tsx'
export { PlaceLink } from './place-link.tsx'
export { useAttachments } from './use-attachments.ts'
