/** The middle value; the mean of the two middle ones for an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}

/** Two decimals. */
export const rounded = (value: number): number => Math.round(value * 100) / 100

/** A figure for people, e.g. 1,234. */
export const shown = (value: number): string => Math.round(value).toLocaleString('en')

/** Runs work and says how many of something it did in a second. */
export async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return count / ((performance.now() - begun) / 1000)
}

/** What each part says at the end. */
export type Figure = { readonly ratio: number; readonly perSecond: number }
export type Say = (line: string) => void
