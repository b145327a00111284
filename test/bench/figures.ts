/** The middle value; the mean of the two middle ones for an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}

/** The value that so large a share of them does not pass. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

/** What this thread has worked so far, ms of its own time: what other programs took is not counted. */
export function spentMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
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
