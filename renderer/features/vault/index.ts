export { VaultPanel } from './vault-panel.tsx'
