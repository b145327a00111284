export { BroadcastsPage } from './broadcasts-page.tsx'
export { MissedStrip } from './missed-strip.tsx'
