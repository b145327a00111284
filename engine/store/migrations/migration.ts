/** One step of the schema. Frozen once released; additive unless an ADR says otherwise. */
export type Migration = {
  /** Ascending, in tens; written to user_version when the step is done. */
  readonly number: number
  readonly title: string
  /** SQL statements, run in one transaction. */
  readonly up: string
}
