export { createRaffle } from './create.ts'
export type { RaffleDeps, RaffleRoom } from './face.ts'
