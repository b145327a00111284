import { join } from 'node:path'
import { startProgram, type EngineTarget, type RunningProgram } from './engine-host/index.ts'
import type { AppPaths } from './paths.ts'

/** Starts the programs that run beside main. */
export type Programs = { startEngine(target: EngineTarget): RunningProgram; startSimulator(port?: number): RunningProgram }

/** What the programs may be given from outside. */
export type ProgramSettings = {
  /** Checks the engine's answers against the contract as well; for development and tests. */
  readonly checkOutputs: boolean
  /** Further arguments for the simulator; for tests only. */
  readonly simulatorOptions: readonly string[]
  readonly onOutput: (program: 'engine' | 'simulator', text: string) => void
}

/** Knows the command lines of our programs. */
export const createPrograms = (paths: AppPaths, settings: ProgramSettings): Programs => ({
  startEngine: ({ vaultFolder, graphUrl }) =>
    startProgram(paths.app, {
      name: 'Shopbell engine',
      file: paths.engine,
      parameters: [
        '--vault',
        vaultFolder,
        '--log',
        join(paths.data, 'logs', 'engine.log'),
        ...(graphUrl === undefined ? [] : ['--graph-url', graphUrl]),
        ...(settings.checkOutputs ? ['--check-outputs'] : []),
      ],
      onOutput: (text) => settings.onOutput('engine', text),
    }),
  startSimulator: (port = 0) =>
    startProgram(paths.app, {
      name: 'Shopbell demo shop',
      file: paths.simulator,
      parameters: [
        `--port=${port}`,
        '--scenario=spring-tea',
        '--tempo=demo',
        `--customers-out=${join(paths.data, 'demo', 'customers.csv')}`,
        `--state=${join(paths.data, 'demo', 'simulator.json')}`,
        ...settings.simulatorOptions,
      ],
      onOutput: (text) => settings.onOutput('simulator', text),
      runsAnywhere: true,
    }),
})
