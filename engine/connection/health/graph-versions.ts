import { assert } from '#contract/kernel/assert.ts'

/**
 * Versions of Meta's interface, state of 22 November 2026. A version lives about two years; calls to one that ended are
 * answered by the oldest that lives.
 * @source reference part 1, Graph versions
 */
export const graphVersions: readonly { readonly version: string; readonly released: string; readonly endsOn: string | null }[] = [
  { version: 'v26.0', released: '2026-07-29', endsOn: null },
  { version: 'v25.0', released: '2026-02-18', endsOn: '2028-07-29' },
  { version: 'v24.0', released: '2025-10-08', endsOn: '2028-02-18' },
  { version: 'v23.0', released: '2025-05-29', endsOn: '2027-10-08' },
  { version: 'v22.0', released: '2025-01-21', endsOn: '2027-05-20' },
  { version: 'v21.0', released: '2024-10-02', endsOn: '2027-01-21' },
  { version: 'v20.0', released: '2024-05-21', endsOn: '2026-09-24' },
  { version: 'v19.0', released: '2024-01-23', endsOn: '2026-05-21' },
]

/** The last day of a version, e.g. 2027-01-21; null where Meta has not said one. Versions before the table ended before it. */
export function versionEnd(version: string): string | null {
  const known = graphVersions.find((one) => one.version === version)
  if (known !== undefined) return known.endsOn
  const oldest = graphVersions.at(-1)
  return oldest !== undefined && numberOf(version) < numberOf(oldest.version) ? oldest.endsOn : null
}

/** The newest version that Shopbell knows of, e.g. v26.0. */
export function newestVersion(): string {
  const [newest] = graphVersions
  assert(newest !== undefined, 'the table names versions')
  return newest.version
}

const numberOf = (version: string): number => Number(version.slice(1))
