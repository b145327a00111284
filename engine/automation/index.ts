export { createAutomation } from './create.ts'
export type { AutomationRoom } from './create.ts'
export type { AutomationDeps } from './deps.ts'
export type { OrderChange } from './due/orders.ts'
