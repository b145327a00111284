/** What can be tuned; the defaults are the ones of SECURITY 2.0 and of Meta's limits. */
export type LedgerSettings = {
  /** Messages a second per number until Meta's own figure is known. */
  readonly numberPerSecond: number
  /** Most messages under way at once, whatever the pace. */
  readonly mostSlots: number
  /** Outcomes wait so long for company before they are written down together. */
  readonly batchMs: number
  /** Connected time without an event after which an outcome in doubt is called unconfirmed. */
  readonly doubtMs: number
  /** How long `end` waits for messages under way. */
  readonly endDeadlineMs: number
  /** A run that was interrupted for longer than this asks before it goes on. */
  readonly graceMs: number
}

export const defaultSettings: LedgerSettings = {
  numberPerSecond: 80,
  mostSlots: 64,
  batchMs: 4,
  doubtMs: 900_000,
  endDeadlineMs: 5_000,
  graceMs: 1_800_000,
}
