export { badgeWords, drawBadge } from './badge-picture.ts'
export { followInbox, type InboxFollower } from './follow-inbox.ts'
export { createNotices, type Notice, type ShownNotice } from './notices.ts'
export { isQuiet } from './quiet-hours.ts'
