import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { App } from 'electron'
import type { Log } from './diagnostics/index.ts'
import { EngineHost } from './engine-host/index.ts'
import type { AppPaths } from './paths.ts'
import type { PreferencesFile } from './preferences/index.ts'
import { createPrograms } from './programs.ts'
import { createVaultFolders, VaultOpener, type VaultFolders } from './shell/index.ts'

/** What the programs beside main, and the vaults that they open, need to know. */
export type VaultSurroundings = {
  readonly paths: AppPaths
  readonly log: Log
  readonly preferences: PreferencesFile
  readonly onChange: () => void
}

/** The engine's host, the folders of the vaults, and who opens them. */
export type Vaults = { readonly engine: EngineHost; readonly folders: VaultFolders; readonly vaults: VaultOpener }

const timers = {
  after: (delayMs: number, work: () => void): (() => void) => {
    const timer = setTimeout(work, delayMs)
    return () => clearTimeout(timer)
  },
}

const monotonic = (): number => performance.now()

/** Further arguments for the simulator, as a JSON list in the environment; never in a packaged app. */
const simulatorOptions = (app: App): readonly string[] => {
  const given = process.env['SHOPBELL_SIMULATOR_OPTIONS']
  const list: unknown = app.isPackaged || given === undefined ? [] : JSON.parse(given)
  return Array.isArray(list) ? list.map(String) : []
}

/** Puts together the programs beside main and the vaults that they open; nothing runs yet. */
export const composeVaults = (app: App, { paths, log, preferences, onChange }: VaultSurroundings): Vaults => {
  mkdirSync(join(paths.data, 'demo'), { recursive: true })
  const programs = createPrograms(paths, {
    checkOutputs: !app.isPackaged,
    simulatorOptions: simulatorOptions(app),
    // What a program prints is for developers; its text may hold anything, so only that it spoke is kept.
    onOutput: (program, text) =>
      app.isPackaged ? log.warn('program-spoke', { program, sizeBytes: text.length }) : void process.stderr.write(text),
  })
  const engine = new EngineHost({
    start: (target) => programs.startEngine(target),
    timers,
    monotonic,
    onState: (state) => {
      log.info('engine', { state })
      onChange()
    },
    onRestarted: (callAhead) => vaults.reopen(callAhead),
  })
  const folders = createVaultFolders(paths.data)
  const vaults = new VaultOpener({
    engine,
    folders,
    simulator: { start: (port) => programs.startSimulator(port), timers, monotonic },
    locale: () => preferences.current.locale,
    now: () => Date.now(),
    onChange,
  })
  return { engine, folders, vaults }
}
