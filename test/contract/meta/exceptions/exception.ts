import type { Misfit } from '../hold-requests.ts'

/** Where the spec is behind the reference, or at odds with itself. */
export type SpecException = {
  readonly side: Misfit['side']
  /** Operations, kinds of messages or of webhooks; `*` = any. */
  readonly of: readonly string[]
  /** What is found, word for word as the check words it. */
  readonly misfits: readonly string[]
  readonly why: string
  /** Part of the reference that says what is right. */
  readonly source: string
}

/** A list of exceptions of one side, as [of, misfits, why, source]; names and misfits stand apart by ` | `. */
export const exceptionsOf = (
  side: Misfit['side'],
  rows: readonly (readonly [string, string, string, string])[],
): readonly SpecException[] =>
  rows.map(([of, misfits, why, source]) => ({ side, of: of.split(' | '), misfits: misfits.split(' | '), why, source }))
