import { assert } from '#contract/kernel/assert.ts'

/**
 * Asserts how many rows a change touched; a different number means that the code and the data disagree, which is a bug.
 * @param why what guarantees the number
 */
export function expectChanges(result: { readonly changes: number }, expected: number, why: string): void {
  assert(result.changes === expected, `${why}: ${expected} rows expected, ${result.changes} changed`)
}
