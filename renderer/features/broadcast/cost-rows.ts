import type { CallOutput } from '../../bridge/index.ts'

export type CostRow = CallOutput<'broadcast.review'>['cost']['rows'][number]

const CENT_MICROS = 10_000

/**
 * Rounds amounts to hundredths so that what is shown adds up to the rounded total exactly: the rows that lose most by
 * rounding down get the hundredths that are left.
 * @param amounts micros of each row; null where the price is not known
 * @returns micros in whole hundredths, in the same order
 */
export function roundToTotal(amounts: readonly (number | null)[]): { readonly rows: readonly (number | null)[]; readonly total: number } {
  const exact = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
  const total = Math.round(exact / CENT_MICROS) * CENT_MICROS
  const floors = amounts.map((amount) => (amount === null ? null : Math.floor(amount / CENT_MICROS) * CENT_MICROS))
  const left = Math.round((total - floors.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)) / CENT_MICROS)
  const byLoss = amounts
    .map((amount, place) => ({ place, loss: amount === null ? -1 : amount % CENT_MICROS }))
    .filter(({ loss }) => loss >= 0)
    .toSorted((one, other) => other.loss - one.loss || one.place - other.place)
    .slice(0, left)
  const raised = new Set(byLoss.map(({ place }) => place))
  return { rows: floors.map((amount, place) => (amount === null ? null : amount + (raised.has(place) ? CENT_MICROS : 0))), total }
}

/** A name of a market: two letters are a country, the rest are groups that have words of their own. */
export const isCountry = (market: string): boolean => /^[A-Z]{2}$/.test(market)
