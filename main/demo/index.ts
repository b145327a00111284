export { fillDemo } from './fill-demo.ts'
export { startSimulator, type Simulator } from './simulator.ts'
