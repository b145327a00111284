export type { Timers } from './engine-client.ts'
export { EngineHost, type CallEngine, type EngineState, type EngineTarget } from './engine-host.ts'
export { startProgram, type ProgramOptions, type RunningProgram } from './program.ts'
