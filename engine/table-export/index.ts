export { asTyped, createWallClock } from './cell.ts'
export type { Cell, Table } from './cell.ts'
export { writeTables } from './write-tables.ts'
export { writeWhole } from './whole-file.ts'
