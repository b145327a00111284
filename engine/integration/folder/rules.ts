/** Names of files that are being written, are hidden, or are answers of ours. */
const UNFINISHED = /^[.~]|\.(tmp|part|partial|crdownload|lock|swp|filepart)$|\.result\.csv$/i

/** Whether a file of this name may be one that a tool dropped. */
export const isCandidate = (name: string): boolean => !UNFINISHED.test(name)

/** Whether a name fits a pattern with * for any part; case does not count. */
export function fitsPattern(name: string, pattern: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${source}$`, 'iu').test(name)
}

/** The pattern that says most about a name; null when none fits. */
export function bestPattern<R extends { readonly pattern: string }>(name: string, rules: readonly R[]): R | null {
  const fitting = rules.filter(({ pattern }) => fitsPattern(name, pattern))
  const plainLength = ({ pattern }: R) => pattern.replaceAll('*', '').length
  return fitting.toSorted((one, other) => plainLength(other) - plainLength(one))[0] ?? null
}

/** Name of the answer to a file. */
export const resultName = (name: string): string => `${name}.result.csv`

/** The same name with a number before its end, for a second file of that name. */
export function numberedName(name: string, number: number): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? `${name} (${number})` : `${name.slice(0, dot)} (${number})${name.slice(dot)}`
}

/** Whether a file is read as JSON. */
export const isJson = (name: string): boolean => /\.(json|jsonl|ndjson)$/i.test(name)
