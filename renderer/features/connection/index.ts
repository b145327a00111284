export { ConnectionPanel } from './connection-panel.tsx'
