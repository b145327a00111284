export { RecoveryCode } from './recovery-code.tsx'
export { VaultPanel } from './vault-panel.tsx'
