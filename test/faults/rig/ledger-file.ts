import { readFileSync } from 'node:fs'

/** Lines of the simulator's ledger file; one that is just being written is not there yet. */
export function linesOf<T>(file: string): T[] {
  const written = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return written.map((line) => JSON.parse(line) as T)
}
