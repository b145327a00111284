/** One row of the reference: either what covers it, or why it is left out. */
export type CoverageRow = {
  /** Part of the reference. */
  readonly part: string
  /** What the reference says there is. */
  readonly what: string
} & (
  | { /** Names of what covers it: operations of the client, features of messages, samples of webhooks. */ readonly by: readonly string[] }
  | { readonly leftOut: string }
)

/** `by` names all of what is needed; separated by commas, or by semicolons where a name has a comma. */
export const covered = (part: string, what: string, by: string): CoverageRow => ({
  part,
  what,
  by: by.split(by.includes(';') ? '; ' : ', '),
})

/** A row without anything of ours. */
export const leftOut = (part: string, what: string, reason: string): CoverageRow => ({ part, what, leftOut: reason })
