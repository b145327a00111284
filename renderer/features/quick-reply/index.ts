export { QuickRepliesPage } from './quick-replies-page.tsx'
export { QuickReplyDialog } from './quick-reply-dialog.tsx'
