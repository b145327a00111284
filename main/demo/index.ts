export { fillDemo } from './fill-demo.ts'
export { startSimulator, type Simulator, type SimulatorParts } from './simulator.ts'
