import { availableParallelism } from 'node:os'

/** Lanes for each core: a scenario waits more than it works. */
const LANES_PER_CORE = 2
const MOST_LANES = 6

/** Each scenario has its own programs, ports and folder: a few run side by side, the last of the list, which is the longest, from the start. */
export async function inLanes<T>(runs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  const left = [...runs].reverse()
  const lane = async (): Promise<void> => {
    for (let run = left.shift(); run !== undefined; run = left.shift()) results.push(await run())
  }
  await Promise.all(Array.from({ length: Math.min(MOST_LANES, LANES_PER_CORE * availableParallelism()) }, lane))
  return results
}
