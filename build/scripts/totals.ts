import { appendFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** What a runner counted. A skipped check has a reason and never counts as passed; a failed one says its name and why, in a line. */
export type Totals = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly reasons: readonly string[]
  readonly failures: readonly string[]
}

/** Nothing counted yet. */
export const noTotals: Totals = { passed: 0, failed: 0, skipped: 0, reasons: [], failures: [] }

const MOST_OF_A_REASON = 600

/** A failed check in one line: the name of the test, and the beginning of what went wrong. */
export const failureLine = (name: string, why: string): string =>
  `${name}: ${stripVTControlCharacters(why).replace(/\s+/g, ' ').trim().slice(0, MOST_OF_A_REASON)}`

/** Sums two counts; reasons are kept once. */
export const addTotals = (one: Totals, other: Totals): Totals => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  reasons: [...new Set([...one.reasons, ...other.reasons])],
  failures: [...one.failures, ...other.failures],
})

/** The plain closing line that people and tools read. */
export const closingLine = (totals: Totals): string => `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`

/**
 * Hands the counts to the command that started this one (it names a file in SHOPBELL_TOTALS), or prints the closing line
 * when a person started it.
 */
export const reportTotals = (totals: Totals): void => {
  const file = process.env['SHOPBELL_TOTALS']
  if (file === undefined) console.log(closingLine(totals))
  else appendFileSync(file, `${JSON.stringify(totals)}\n`)
}
