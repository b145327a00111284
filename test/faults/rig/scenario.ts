import type { Verdict } from './invariants.ts'

export type ScenarioOptions = {
  readonly seed: number
  readonly kills: number
  readonly messages: number
  readonly say: (line: string) => void
}

/** What a scenario found: each check with its outcome, and the invariants where people were written to. */
export type ScenarioResult = {
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly found: string }[]
  readonly verdict: Verdict | null
  /** Of further broadcasts in the same shop. */
  readonly others?: readonly Verdict[]
  readonly kills: number
}

/** A named fault with what is expected of Shopbell. */
export type Scenario = {
  readonly name: string
  /** Rows of the fault plan (SECURITY, part 3) that it plays. */
  readonly rows: readonly number[]
  readonly expects: string
  /** Why it can't run on this computer; null when it can. */
  skip?(): string | null
  run(options: ScenarioOptions): Promise<ScenarioResult>
}

/** One check with the found value in words. */
export const check = (name: string, ok: boolean, found: unknown = ''): { name: string; ok: boolean; found: string } => ({
  name,
  ok,
  found: typeof found === 'string' ? found : JSON.stringify(found),
})

/** The checks of a verdict: no invariant is breached. */
export const verdictChecks = (verdict: Verdict) => [
  check('invariants I1 to I6 hold', verdict.breaches.length === 0, verdict.breaches.join('; ')),
]
