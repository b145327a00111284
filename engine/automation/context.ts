import type { AutomationDeps } from './deps.ts'
import type { Book } from './kept/book.ts'
import type { QuietWatch } from '../ledger/index.ts'
import type { WriteHandle } from '../store/index.ts'

/** What the parts of this room share. */
export type Context = {
  readonly deps: AutomationDeps
  /** Automations and settings as they are now. */
  book(): Book
  /** Reads them again when asked next. */
  forget(): void
  /** Looks at what waits, soon and not in the caller's transaction. */
  wake(): void
  readonly quiet: QuietWatch
  /** Closes a conversation again that only an automatic message opened; no survey follows. */
  closeAgain(db: WriteHandle, customerSeq: number): void
}
