export { BroadcastsPage } from './broadcasts-page.tsx'
