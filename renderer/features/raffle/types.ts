import type { CallOutput } from '../../bridge/index.ts'

export type Raffle = CallOutput<'raffle.list'>['raffles'][number]
export type Drawn = Raffle['drawn'][number]
