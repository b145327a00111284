export { defaultOptions, type SimulatorOptions } from './options.ts'
export { type RunningSimulator, type SimulatorFacts, startSimulator } from './simulator.ts'
