const MICROS = 1_000_000

/** An amount as a person types it, e.g. 12.5 for 12,500,000 micros. */
export const unitsOf = (micros: number): number => micros / MICROS

/** What a person typed, in micros. */
export const microsOf = (units: number): number => Math.round(units * MICROS)

/** The next whole amount, at least one: a first proposal for a budget, micros. */
export const roundUp = (micros: number): number => Math.max(1, Math.ceil(micros / MICROS)) * MICROS
