/** How fast virtual customers act. */
export type Tempo = 'instant' | 'demo' | 'real'

type Range = readonly [number, number]

/** Delays in simulated ms between the steps of one message, and gaps between tries of a webhook. */
export type TempoTable = {
  readonly sent: Range
  readonly delivered: Range
  readonly read: Range
  readonly react: Range
  readonly retryGapsMs: readonly number[]
}

const seconds = 1_000
const minutes = 60_000
const hours = 3_600_000

/** Delays of each tempo. `real` follows how people read phones; Meta's first retry comes at once, later ones with growing gaps. */
export const tempoTables: Readonly<Record<Tempo, TempoTable>> = {
  instant: { sent: [0, 0], delivered: [0, 0], read: [0, 0], react: [0, 0], retryGapsMs: [0, 100, 200, 400, 800, 1_600] },
  demo: {
    sent: [200, 700],
    delivered: [600, 2_500],
    read: [1_500, 14_000],
    react: [3_000, 20_000],
    retryGapsMs: [0, 1_000, 2_000, 5_000, 10_000, 30_000],
  },
  real: {
    sent: [300, 1_500],
    delivered: [1 * seconds, 20 * seconds],
    read: [30 * seconds, 3 * hours],
    react: [20 * seconds, 30 * minutes],
    retryGapsMs: [0, 5 * seconds, 30 * seconds, 2 * minutes, 10 * minutes, 1 * hours, 3 * hours, 6 * hours],
  },
}
