import type { CallOutput } from '#contract/ipc/index.ts'
import type { KeychainState } from '../keychain/probe.ts'
import type { EngineState } from '../engine-host/index.ts'
import type { Preferences } from '../preferences/index.ts'
import type { VaultKind } from './vault-folders.ts'

/** What the window needs to draw its first screen. */
export type ShellState = CallOutput<'shell.state'>

/** Where the parts of the state come from. */
export type ShellStateSources = {
  readonly version: string
  readonly platform: NodeJS.Platform
  readonly engine: () => EngineState
  readonly vault: () => VaultKind | null
  readonly existing: () => VaultKind[]
  readonly preferences: () => Preferences
  readonly probeKeychain: () => Promise<KeychainState>
}

const knownPlatform = (platform: NodeJS.Platform): ShellState['platform'] =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux'

/**
 * Makes the function that gathers the state. The keychain is asked until it says that it is there, and then believed: a system may
 * ask its person to unlock it first.
 */
export const createShellState = (sources: ShellStateSources): (() => Promise<ShellState>) => {
  let keychain: KeychainState = 'unavailable'
  return async () => {
    if (keychain === 'unavailable') keychain = await sources.probeKeychain()
    return {
      version: sources.version,
      platform: knownPlatform(sources.platform),
      engine: sources.engine(),
      vault: sources.vault(),
      existing: sources.existing(),
      keychain,
      preferences: sources.preferences(),
    }
  }
}
