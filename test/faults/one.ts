// One scenario in a process of its own; what it found goes back over the channel to the program that started it.
import { attempt, type Order } from './rig/apart.ts'
import { scenarios } from './scenarios/index.ts'

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const scenario = scenarios.find(({ name }) => name === order.name)
if (scenario === undefined) throw new Error(`There is no scenario ${order.name}`)
// Nobody waits for the outcome any more.
process.on('disconnect', () => process.exit(1))
const result = await attempt(scenario, order)
process.send?.(result, () => process.disconnect())
