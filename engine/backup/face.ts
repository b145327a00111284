import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

/** The room of backups as the others see it. */
export type BackupRoom = {
  readonly handlers: Handlers
  begin(): void
  stop(): Promise<void>
  /** How many backups hold this person, and about how long rewriting them takes. */
  holding(customerId: string): { readonly files: number; readonly seconds: number }
  /** Rewrites what can be reached without those who were erased; names what can't be reached. It follows when it can. */
  rewriteWithout(): Promise<{ readonly rewritten: number; readonly waiting: readonly string[] }>
  /** Whether backups are made, and whether they lie elsewhere than in the shop's own folder; null where there can be none. */
  practice(): { readonly isOn: boolean; readonly elsewhere: boolean } | null
  /** When the newest backup was made (ms) that was proven and still lies there; null where there is none. */
  newestProven(): number | null
  /** Where a backup of this shop lies; null for a name that is none. */
  pathOf(fileName: string): string | null
  /** Makes one now, e.g. before the key changes; nothing to do where none could be opened. */
  runNow(reason: 'before-key-change'): Promise<Result<unknown>>
}
