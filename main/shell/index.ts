export { createShellCalls } from './shell-calls.ts'
export { createShellState, type ShellState } from './shell-state.ts'
export { createVaultFolders, type VaultFolders } from './vault-folders.ts'
export { VaultOpener } from './vault-opener.ts'
