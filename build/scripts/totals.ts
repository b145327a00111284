import { appendFileSync } from 'node:fs'

/** What a runner counted. A skipped check has a reason and never counts as passed. */
export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number; readonly reasons: readonly string[] }

/** Nothing counted yet. */
export const noTotals: Totals = { passed: 0, failed: 0, skipped: 0, reasons: [] }

/** Sums two counts; reasons are kept once. */
export const addTotals = (one: Totals, other: Totals): Totals => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  reasons: [...new Set([...one.reasons, ...other.reasons])],
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
