import type { Result } from '#contract/kernel/result.ts'
import type { ImportId } from '#contract/kernel/values.ts'
import type { ReadHandle, WriteHandle } from '../../store/index.ts'
import type { Counts, Run } from './run-queries.ts'

/** Whose chat it is. */
export type ChatPerson = { readonly customerSeq: number; readonly customerId: string; readonly isNew: boolean }

/** Imports of chats: their place among the other imports, with the same undo. */
export type ChatRuns = {
  /** One import at a time, of whatever kind. Error: import-running. */
  alone<T>(work: (signal: AbortSignal) => Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>>
  begin(fileName: string, by: string): ImportId
  /** Ends a dry run, or an import that may be undone for a week, in the caller's transaction. */
  end(db: WriteHandle, importId: ImportId, ended: { readonly isDry: boolean; readonly counts: Counts }): Run
  /** Removes an import that did not come to its end; what it had written goes by `onTakeBack`. */
  drop(importId: ImportId): Promise<void>
  /** The customer of a number, in any spelling. Errors: customer-number-refused, customer-erased-before. */
  whose(db: ReadHandle, phone: string): Result<{ readonly phone: string; readonly customerSeq: number | null }>
  /** The customer of a number; a new one goes with the undo of the import unless something else came since. */
  person(db: WriteHandle, told: { readonly phone: string; readonly name: string; readonly importId: ImportId }): ChatPerson
  /** Hears that an import is taken back, or was broken off, before its people go. */
  onTakeBack(work: (importId: string) => Promise<void>): void
}
