import type { Verdict } from './invariants.ts'
import type { ScenarioResult } from './scenario.ts'

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

/** The closing lines of a run. The last one is what a longer command counts. */
export function closingLines(
  results: readonly ScenarioResult[],
  others: { readonly skipped: number; readonly elsewhere: number },
): { readonly lines: readonly string[]; readonly isGood: boolean } {
  const verdicts = results.flatMap(({ verdict, others: more = [] }) => [...(verdict === null ? [] : [verdict]), ...more])
  const total = (of: (verdict: Verdict) => number): number => sumOf(verdicts.map(of))
  const [twice, lost] = [total((verdict) => verdict.twice), total((verdict) => verdict.lostInSilence)]
  const [settled, doubts] = [total((verdict) => verdict.settledByEvents), total((verdict) => verdict.takenInDoubt)]
  const most = Math.max(0, ...verdicts.map(({ mostAtOneKill }) => mostAtOneKill))
  const checks = results.flatMap((result) => result.checks)
  const failed = checks.filter(({ ok }) => !ok).length
  const notRun = others.skipped === 0 ? '' : `, ${others.skipped} skipped`
  return {
    lines: [
      `kills ${sumOf(results.map(({ kills }) => kills))}, people twice ${twice}, silently skipped ${lost}, unconfirmed ${total((verdict) => verdict.unconfirmed)}`,
      `in doubt at kills ${total((verdict) => verdict.underWayAtKills)}, most at one kill ${most}`,
      `taken and in doubt ${doubts}, settled by events ${settled}${doubts === 0 ? '' : ` (${((100 * settled) / doubts).toFixed(1)} %)`}`,
      ...(others.elsewhere === 0 ? [] : [`${others.elsewhere} rows or parts of rows elsewhere, not counted here`]),
      `${checks.length - failed} passed, ${failed} failed${notRun}`,
    ],
    isGood: failed === 0 && twice === 0 && lost === 0,
  }
}
