export { BroadcastsPage } from './broadcasts-page.tsx'
export { MissedStrip } from './missed-strip.tsx'
export { RulesPanel } from './rules-panel.tsx'
