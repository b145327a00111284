/** What privacy asks of backups. */
export type BackupFace = {
  /** How many backups hold this person, and about how long rewriting them takes. */
  holding(customerId: string): { readonly files: number; readonly seconds: number }
  /**
   * Rewrites every backup that can be reached without the erased people, or removes it where that is the only way.
   * `waiting` names the files that could not be reached; they follow when they can.
   */
  rewriteWithout(): Promise<{ readonly rewritten: number; readonly waiting: readonly string[] }>
  /** Whether backups are made, and whether they lie elsewhere than in the shop's own folder; null where there can be none. */
  practice?(): { readonly isOn: boolean; readonly elsewhere: boolean } | null
  /** When the newest backup was made (ms) that was restored on trial and still lies there; null where there is none. */
  newestProven?(): number | null
}
